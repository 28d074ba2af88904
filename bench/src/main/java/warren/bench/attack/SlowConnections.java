package warren.bench.attack;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one kind that occupy the gateway for as long as it permits: each sends a text and
 * then a byte per second, reads nothing, and is replaced when the gateway has closed it.
 */
final class SlowConnections implements AutoCloseable {
  private static final long INTERVAL_NS = 1_000_000_000;

  /** Few enough of each address to be below the limit of a client. */
  private static final int ADDRESSES = 200;

  /** The kinds, by the text that a connection sends. */
  enum Kind {
    HEADER("GET /health/live HTTP/1.1\r\nHost: warren\r\nX: "),
    BODY(
        "POST /rpc/RequestUsername HTTP/1.1\r\nHost: warren\r\nContent-Type: application/json\r\n"
            + "Content-Length: 10000\r\n\r\n{"),
    READER(Http.get("/docs/swagger-ui-bundle.js")),
    DIALECT(
        Http.post("/vestec/flask/login", "", "{\"username\": \"unknown\", \"password\": \"a\"}"));

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private final Kind kind;
  private final int port;
  private final @Nullable Socket[] sockets;
  private final Thread thread;
  private volatile boolean closing;

  private SlowConnections(Kind kind, int port, int connections) {
    this.kind = kind;
    this.port = port;
    this.sockets = new Socket[connections];
    this.thread = Daemon.start(this::occupy);
  }

  /** Starts to open connections of all kinds. */
  static List<SlowConnections> ofEachKind(int port, int connections) {
    return Arrays.stream(Kind.values())
        .map(kind -> new SlowConnections(kind, port, connections))
        .toList();
  }

  private void occupy() {
    while (!closing) {
      var next = System.nanoTime() + INTERVAL_NS;
      for (var i = 0; i < sockets.length && !closing; i++) {
        sendByte(i);
      }
      LockSupport.parkNanos(next - System.nanoTime());
    }
    for (var socket : sockets) {
      close(socket);
    }
  }

  private void sendByte(int i) {
    try {
      var socket = sockets[i];
      if (socket == null) {
        var from = "127.0.%d.%d".formatted(10 + kind.ordinal(), 1 + i % ADDRESSES);
        sockets[i] = Http.open(port, from, kind.text);
      } else {
        socket.getOutputStream().write('x');
      }
    } catch (IOException e) {
      close(sockets[i]);
      sockets[i] = null;
    }
  }

  private static void close(@Nullable Socket socket) {
    try (socket) {
      // the gateway may have closed the connection already
    } catch (IOException e) {
      Thread.yield();
    }
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    LockSupport.unpark(thread);
    thread.join();
  }
}
