package warren.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Sends requests of one kind for a while, and counts and times the answers. */
final class Load {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);
  private static final int OPEN_SLOTS = 20_000;

  private final Caller caller;
  private final Requests requests;
  private final Histogram latencies = Run.histogram();
  private final long[] since;
  private final Semaphore free;
  private volatile boolean measuring = true;
  private long answered;
  private long failed;
  private String firstFailure = "";

  private Load(Caller caller, Requests requests, int slots) {
    this.caller = caller;
    this.requests = requests;
    this.since = new long[slots];
    this.free = new Semaphore(slots);
  }

  /**
   * A closed loop: so many requests are under way, and each that is answered is followed by the
   * next.
   */
  static Run closed(Caller caller, Requests requests, int window, Duration time)
      throws InterruptedException {
    var load = new Load(caller, requests, window);
    caller.onReply(
        (slot, ok, body) -> {
          load.answered(slot, ok, body);
          if (load.measuring) {
            load.send(slot, System.nanoTime());
          } else {
            load.free.release();
          }
        });
    var begun = System.nanoTime();
    for (var slot = 0; slot < window; slot++) {
      load.free.acquire();
      load.send(slot, System.nanoTime());
    }
    LockSupport.parkNanos(time.toNanos() - (System.nanoTime() - begun));
    return load.end(begun, window);
  }

  /**
   * An open loop: requests are sent at a fixed rate, whether or not those before are answered, and
   * timed from when they were to be sent.
   */
  static Run open(Caller caller, Requests requests, double rate, Duration time)
      throws InterruptedException {
    var load = new Load(caller, requests, OPEN_SLOTS);
    var slots = new ConcurrentLinkedQueue<Integer>();
    for (var slot = 0; slot < OPEN_SLOTS; slot++) {
      slots.add(slot);
    }
    caller.onReply(
        (slot, ok, body) -> {
          load.answered(slot, ok, body);
          slots.add(slot);
          load.free.release();
        });
    var begun = System.nanoTime();
    var end = begun + time.toNanos();
    var gap = TimeUnit.SECONDS.toNanos(1) / rate;
    for (var i = 0L; ; i++) {
      var due = begun + (long) (i * gap);
      if (due > end) {
        return load.end(begun, OPEN_SLOTS);
      }
      for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      load.free.acquire();
      load.send(slots.remove(), due);
    }
  }

  private void send(int slot, long from) {
    Outgoing request;
    synchronized (this) {
      since[slot] = from;
      request = requests.next(slot);
    }
    caller.send(slot, request);
  }

  private synchronized void answered(int slot, boolean ok, byte[] body) {
    latencies.recordValue(Math.max(0, System.nanoTime() - since[slot]));
    answered += measuring ? 1 : 0;
    if (!requests.isRight(slot, body) || !ok) {
      failed++;
      firstFailure = firstFailure.isEmpty() ? new String(body, UTF_8) : firstFailure;
    }
  }

  private Run end(long begun, int slots) throws InterruptedException {
    measuring = false;
    var seconds = (System.nanoTime() - begun) / 1e9;
    if (!free.tryAcquire(slots, LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("Requests were not answered within a minute.");
    }
    synchronized (this) {
      return new Run(answered, failed, firstFailure, seconds, latencies);
    }
  }
}
