package warren.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A crowd that does the same over and over until it is told to stop. */
final class Storm {
  private static final long LOOK_NS = 1_000_000;

  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean ending;

  Storm(Caller caller, Requests requests, int window) {
    caller.onReply(
        (slot, ok, body) -> {
          if (ending) {
            underWay.decrementAndGet();
          } else {
            caller.send(slot, requests.next(slot));
          }
        });
    for (var slot = 0; slot < window; slot++) {
      underWay.incrementAndGet();
      caller.send(slot, requests.next(slot));
    }
  }

  /** Returns when everybody has been answered. */
  void end() {
    ending = true;
    while (underWay.get() > 0) {
      LockSupport.parkNanos(LOOK_NS);
    }
  }
}
