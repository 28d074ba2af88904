package warren.service.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The wire between a service and its broker, which can be cut, held up and mended. */
public final class Relay implements AutoCloseable {
  private static final int BUFFER = 8192;

  private final URI target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<String> greetings = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean refusing;

  public Relay(String amqpUri) throws IOException {
    this.target = URI.create(amqpUri);
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  /** The broker's address by way of this. */
  public String uri() {
    return target.toString().replace(":" + target.getPort(), ":" + port());
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many connections were let through so far. */
  public int accepted() {
    return accepted.get();
  }

  /** How many of them were made by a client that calls itself so. */
  public long accepted(String clientName) {
    return greetings.stream().filter(greeting -> greeting.contains(clientName)).count();
  }

  /** How many were turned away. */
  public int refused() {
    return refused.get();
  }

  /** Closes what is open. */
  public void cut() {
    open.forEach(Relay::close);
  }

  /** Turns new connections away, or lets them through again. */
  public void refuse(boolean all) {
    refusing = all;
  }

  /** Lets nothing through, and closes nothing. */
  public void stall() {
    gate = new CountDownLatch(1);
  }

  /** Lets through what was held up. */
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
        run(
            () -> {
              greet(near, far);
              pump(near, far);
            });
        run(() -> pump(far, near));
      }
    }
  }

  /** Passes on the protocol's header, and the client's name in the frame after it. */
  private void greet(Socket near, Socket far) throws IOException {
    for (var part : List.of("AMQP", "connection_name")) {
      var bytes = new byte[BUFFER];
      var length = near.getInputStream().read(bytes);
      var text = new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
      if (!text.contains(part)) {
        throw new IOException("no AMQP client");
      }
      greetings.add(text);
      far.getOutputStream().write(bytes, 0, length);
    }
  }

  private void pump(Socket from, Socket to) throws IOException, InterruptedException {
    try (from;
        to) {
      var buffer = new byte[BUFFER];
      int length;
      while ((length = from.getInputStream().read(buffer)) >= 0) {
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
                // the wire was cut
              }
            },
            "relay");
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
