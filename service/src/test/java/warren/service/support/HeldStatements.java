package warren.service.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import warren.service.support.TestServers.Place;

/**
 * The wire between a service and its database, on which one statement can be held up while others
 * overtake it. A statement is seen the first few times on a connection, until it is prepared.
 */
public final class HeldStatements implements AutoCloseable {
  private static final int BUFFER = 8192;

  private final URI target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Hold> hold = new AtomicReference<>();

  private record Hold(Predicate<String> which, CountDownLatch held, CountDownLatch gone) {}

  public HeldStatements(Place place) throws IOException {
    this.target = URI.create(place.dbUrl().substring("jdbc:".length()));
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  /** The database's address by way of this. */
  public String url() {
    return "jdbc:" + target.toString().replace(":" + target.getPort(), ":" + server.getLocalPort());
  }

  /** Holds up the next statement of these. */
  public Held next(Predicate<String> which) {
    var next = new Hold(which, new CountDownLatch(1), new CountDownLatch(1));
    hold.set(next);
    return new Held(next);
  }

  /** A statement that is held up, or will be. */
  public final class Held implements AutoCloseable {
    private final Hold held;

    private Held(Hold held) {
      this.held = held;
    }

    public boolean isHeld() {
      return held.held.getCount() == 0;
    }

    public void await() throws Exception {
      Await.until("the statement is held up", this::isHeld);
    }

    /** Lets it go. */
    @Override
    public void close() {
      letGo();
    }

    public void letGo() {
      hold.compareAndSet(held, null);
      held.gone.countDown();
    }
  }

  private void accept() throws IOException {
    while (true) {
      var near = server.accept();
      var far = new Socket(target.getHost(), target.getPort());
      open.add(near);
      open.add(far);
      run(() -> pump(near, far, true));
      run(() -> pump(far, near, false));
    }
  }

  private void pump(Socket from, Socket to, boolean statements)
      throws IOException, InterruptedException {
    try (from;
        to) {
      var buffer = new byte[BUFFER];
      int length;
      while ((length = from.getInputStream().read(buffer)) >= 0) {
        if (statements) {
          holdUp(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void holdUp(String text) throws InterruptedException {
    var wanted = hold.get();
    if (wanted != null && wanted.which.test(text) && hold.compareAndSet(wanted, null)) {
      wanted.held.countDown();
      wanted.gone.await();
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void run(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException e) {
                // the wire was cut
              }
            },
            "held statements");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(HeldStatements::close);
  }
}
