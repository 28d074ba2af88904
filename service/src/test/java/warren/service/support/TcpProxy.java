package warren.service.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy in front of a server, whose connections a test can close, refuse and stall. */
public final class TcpProxy implements AutoCloseable {
  private static final int BUFFER = 8192;

  /**
   * An AMQP client sends the header of the protocol first, and its name with the frame after it.
   */
  private static final int GREETINGS = 2;

  private final URI target;
  private final Filter filter;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<String> greetings = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean refusing;

  /** Called with the bytes that a client sends, before they are passed on; it may block. */
  interface Filter {
    void sent(String bytes) throws InterruptedException;
  }

  /** A proxy in front of the server at this address. */
  public TcpProxy(String uri) throws IOException {
    this(URI.create(uri), bytes -> {});
  }

  TcpProxy(URI target, Filter filter) throws IOException {
    this.target = target;
    this.filter = filter;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  /** The server's address with the port of the proxy. */
  public String uri() {
    return target.toString().replace(":" + target.getPort(), ":" + port());
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The number of connections accepted so far. */
  public int accepted() {
    return accepted.get();
  }

  /** The number of them whose AMQP client has this name. */
  public long accepted(String clientName) {
    return greetings.stream().filter(greeting -> greeting.contains(clientName)).count();
  }

  /** The number of connections refused so far. */
  public int refused() {
    return refused.get();
  }

  /** Closes the open connections. */
  public void cut() {
    open.forEach(TcpProxy::close);
  }

  /** Refuses new connections, or accepts them again. */
  public void refuse(boolean all) {
    refusing = all;
  }

  /** Passes on no bytes until {@link #resume}, and closes no connection. */
  public void stall() {
    gate = new CountDownLatch(1);
  }

  /** Passes on everything that was sent meanwhile. */
  public void resume() {
    gate.countDown();
  }

  private void accept() throws IOException {
    while (true) {
      var near = server.accept();
      if (refusing) {
        refused.incrementAndGet();
        near.close();
      } else {
        var far = new Socket(target.getHost(), target.getPort());
        open.add(near);
        open.add(far);
        accepted.incrementAndGet();
        var ofClient = new AtomicInteger();
        run(() -> pump(near, far, bytes -> sent(ofClient.incrementAndGet(), bytes)));
        run(() -> pump(far, near, bytes -> {}));
      }
    }
  }

  private void sent(int number, String bytes) throws InterruptedException {
    if (number <= GREETINGS) {
      greetings.add(bytes);
    }
    filter.sent(bytes);
  }

  private void pump(Socket from, Socket to, Filter before)
      throws IOException, InterruptedException {
    try (from;
        to) {
      var buffer = new byte[BUFFER];
      int length;
      while ((length = from.getInputStream().read(buffer)) >= 0) {
        before.sent(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        gate.await();
        to.getOutputStream().write(buffer, 0, length);
      }
    } finally {
      open.remove(from);
      open.remove(to);
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
                // the connection was closed
              }
            },
            "TCP proxy");
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
    resume();
    server.close();
    cut();
  }
}
