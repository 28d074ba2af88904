package warren.bench.attack;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import warren.bench.load.RequestSource;

/** Clients that each send one request after the other, from an address of their own. */
final class HttpLoops implements Flood.Running {
  private static final int CLIENTS = 8;

  private final LongAdder sent = new LongAdder();
  private volatile boolean closing;

  /** Starts to send requests of a thread-safe source. */
  HttpLoops(int port, RequestSource requests) {
    for (var i = 1; i <= CLIENTS; i++) {
      var from = "127.0.1." + i;
      Daemon.start(() -> send(port, from, requests));
    }
  }

  private void send(int port, String from, RequestSource requests) {
    while (!closing) {
      sent.increment();
      try {
        Http.send(port, from, Http.post(requests.next(0)));
      } catch (IOException e) {
        // the gateway may close the connection of a flood at any time
      }
    }
  }

  @Override
  public long sent() {
    return sent.sum();
  }

  /** Stops each client after its current request. */
  @Override
  public void stop() {
    closing = true;
  }
}
