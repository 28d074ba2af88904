package warren.bench.attack;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one kind that occupy the gateway for as long as it permits: each sends a text and
 * then a byte per second, reads nothing, and is replaced when the gateway has closed it.
 */
final class SlowConnections implements Flood.Running {
  private static final long INTERVAL_NS = 1_000_000_000;

  /** Few enough of each address to be below the limit of a client. */
  private static final int ADDRESSES = 200;

  /** The kinds, by the text that a connection sends. */
  enum Kind {
    HEADER(10, "GET /health/live HTTP/1.1\r\nHost: warren\r\nX: "),
    BODY(
        11,
        "POST /rpc/RequestUsername HTTP/1.1\r\nHost: warren\r\nContent-Type: application/json\r\n"
            + "Content-Length: 10000\r\n\r\n{"),
    READER(12, Http.get("/docs/swagger-ui-bundle.js")),
    DIALECT(
        13,
        Http.post("/vestec/flask/login", "", "{\"username\": \"unknown\", \"password\": \"a\"}"));

    /** The third part of the client addresses. */
    private final int network;

    private final String text;

    Kind(int network, String text) {
      this.network = network;
      this.text = text;
    }
  }

  private final Kind kind;
  private final int port;
  private final @Nullable Socket[] sockets;
  private final Thread thread;
  private final LongAdder opened = new LongAdder();
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
        var from = "127.0.%d.%d".formatted(kind.network, 1 + i % ADDRESSES);
        sockets[i] = Http.open(port, from, kind.text);
        opened.increment();
      } else {
        socket.getOutputStream().write('x');
      }
    } catch (IOException e) {
      close(sockets[i]);
      sockets[i] = null;
    }
  }

  private static void close(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // the gateway has already closed the connection
    }
  }

  @Override
  public long sent() {
    return opened.sum();
  }

  @Override
  public void stop() throws InterruptedException {
    closing = true;
    LockSupport.unpark(thread);
    thread.join();
  }
}
