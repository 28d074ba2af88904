package warren.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port of the loopback address whose connections lead to a server, until the link is cut, stalled
 * or delayed. Thread-safe.
 */
public final class TcpLink implements AutoCloseable {
  private static final int BUFFER = 65_536;
  private static final int BACKLOG = 1024;

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile boolean cut;
  private volatile Duration delay = Duration.ZERO;
  private boolean stalled;

  private TcpLink(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** Opens a link to a port of the loopback address; its server need not run yet. */
  public static TcpLink to(int port) {
    try {
      var link = new TcpLink(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), port);
      run(link::accept);
      return link;
    } catch (IOException e) {
      throw new LocalException("No link to port " + port + " can be opened: " + e, e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Passes new connections on to another port. */
  public void redirect(int port) {
    target = port;
  }

  /** Closes all connections and refuses new ones until {@link #restore}. */
  public void cut() {
    cut = true;
    reset();
  }

  /** Closes all connections. */
  public void reset() {
    open.forEach(TcpLink::close);
  }

  /** Passes on no bytes until {@link #restore}; connections remain open. */
  public synchronized void stall() {
    stalled = true;
  }

  /** Delays everything that is sent, in both directions, until {@link #restore}. */
  public void delay(Duration time) {
    delay = time;
  }

  /** Passes everything on again, also the bytes that were sent meanwhile. */
  public synchronized void restore() {
    cut = false;
    delay = Duration.ZERO;
    stalled = false;
    notifyAll();
  }

  @Override
  public void close() {
    cut();
    restore();
    try {
      server.close();
    } catch (IOException e) {
      throw new LocalException("The link cannot be closed: " + e, e);
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket near = server.accept();
      if (cut) {
        near.close();
      } else {
        run(() -> connect(near));
      }
    }
  }

  private void connect(Socket near) throws IOException, InterruptedException {
    open.add(near);
    try (near) {
      awaitPassage();
      try (Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
        open.add(far);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        run(() -> pass(far, near));
        pass(near, far);
      }
    } finally {
      open.remove(near);
    }
  }

  /** Passes bytes on until one side closes. */
  private void pass(Socket from, Socket to) throws IOException, InterruptedException {
    try (from;
        to) {
      byte[] buffer = new byte[BUFFER];
      int length = from.getInputStream().read(buffer);
      while (length >= 0) {
        Thread.sleep(delay.toMillis());
        awaitPassage();
        to.getOutputStream().write(buffer, 0, length);
        length = from.getInputStream().read(buffer);
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private synchronized void awaitPassage() throws InterruptedException {
    while (stalled) {
      wait();
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException ended) {
                // a connection or the link was closed
              }
            },
            "link");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new LocalException("A connection cannot be closed: " + e, e);
    }
  }
}
