package warren.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Sends requests of one kind for a while, and counts and times the answers. */
public final class Load {
  /** How many requests can be under way at once. */
  public static final int MOST_SLOTS = 60_000;

  private static final int OPEN_SLOTS = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** More than our patience twice: until there was a slot, and until there was an answer. */
  private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(3);

  private static final int DIGITS = 3;

  private final Caller caller;
  private final Requests requests;
  private final int slots;
  private final Histogram latencies = new Histogram(LONGEST_NS, DIGITS);
  private final long[] since;
  private final Semaphore free;
  private final long begun = System.nanoTime();
  private volatile boolean measuring = true;
  private long answered;
  private long failed;
  private String firstFailure = "";

  private Load(Caller caller, Requests requests, int slots) {
    this.caller = caller;
    this.requests = requests;
    this.slots = slots;
    this.since = new long[slots];
    this.free = new Semaphore(slots);
  }

  /** A closed loop for so long. */
  public static Run closed(Caller caller, Requests requests, int window, Duration time)
      throws InterruptedException {
    var load = start(caller, requests, window);
    parkUntil(load.begun + time.toNanos());
    return load.end();
  }

  /**
   * A closed loop until its end: so many requests are under way, and each that is answered is
   * followed by the next.
   */
  public static Load start(Caller caller, Requests requests, int window)
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
    for (var slot = 0; slot < window; slot++) {
      load.free.acquire();
      load.send(slot, System.nanoTime());
    }
    return load;
  }

  /**
   * An open loop: requests are sent at a fixed rate, whether or not those before are answered, and
   * timed from when they were to be sent.
   */
  public static Run open(Caller caller, Requests requests, double rate, Duration time)
      throws InterruptedException {
    return open(caller, requests, rate, time, OPEN_SLOTS);
  }

  static Run open(Caller caller, Requests requests, double rate, Duration time, int slots)
      throws InterruptedException {
    var load = new Load(caller, requests, slots);
    var idle = new ConcurrentLinkedQueue<Integer>();
    for (var slot = 0; slot < slots; slot++) {
      idle.add(slot);
    }
    caller.onReply(
        (slot, ok, body) -> {
          load.answered(slot, ok, body);
          idle.add(slot);
          load.free.release();
        });
    var gap = TimeUnit.SECONDS.toNanos(1) / rate;
    var count = (long) (time.toNanos() / gap);
    for (var i = 0L; i < count; i++) {
      var due = load.begun + (long) (i * gap);
      parkUntil(due);
      load.await(1);
      load.send(idle.remove(), due);
    }
    return load.end();
  }

  /** Sends no more, and returns when all is answered. */
  public Run end() throws InterruptedException {
    measuring = false;
    var seconds = (System.nanoTime() - begun) / 1e9;
    await(slots);
    synchronized (this) {
      return new Run(answered, failed, firstFailure, seconds, latencies);
    }
  }

  private void await(int wanted) throws InterruptedException {
    if (!free.tryAcquire(wanted, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new UnansweredException("Requests were not answered within a minute.");
    }
  }

  private static void parkUntil(long end) throws InterruptedException {
    for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
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
    latencies.recordValue(Math.min(LONGEST_NS, Math.max(0, System.nanoTime() - since[slot])));
    answered += measuring ? 1 : 0;
    if (!requests.isRight(slot, body) || !ok) {
      failed++;
      firstFailure = firstFailure.isEmpty() ? new String(body, UTF_8) : firstFailure;
    }
  }
}
