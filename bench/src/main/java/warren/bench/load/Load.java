package warren.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends requests of one kind for some time, counts the replies and measures their latency. A slot
 * is the place of one request in flight.
 */
public final class Load {
  /** The maximum number of requests in flight. */
  public static final int MAX_SLOTS = 60_000;

  private static final int OPEN_SLOTS = 20_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** More than two timeouts: the wait for a free slot and the wait for the reply. */
  private static final long MAX_LATENCY_NS = TimeUnit.MINUTES.toNanos(3);

  private static final int SIGNIFICANT_DIGITS = 3;

  private final LoadGenerator generator;
  private final RequestSource requests;
  private final int slots;
  private final Histogram latencies = new Histogram(MAX_LATENCY_NS, SIGNIFICANT_DIGITS);
  private final long[] countedFrom;
  private final Semaphore free;
  private final long startTime = System.nanoTime();
  private volatile boolean measuring = true;
  private long replies;
  private long failed;
  private String firstFailure = "";

  private Load(LoadGenerator generator, RequestSource requests, int slots) {
    this.generator = generator;
    this.requests = requests;
    this.slots = slots;
    this.countedFrom = new long[slots];
    this.free = new Semaphore(slots);
  }

  /** Runs a closed loop for the given time. */
  public static LoadResult closed(
      LoadGenerator generator, RequestSource requests, int window, Duration time)
      throws InterruptedException {
    var load = start(generator, requests, window);
    parkUntil(load.startTime + time.toNanos());
    return load.end();
  }

  /**
   * Starts a closed loop, which runs until {@link #end}: {@code window} requests are in flight, and
   * each reply is followed by the next request.
   */
  public static Load start(LoadGenerator generator, RequestSource requests, int window)
      throws InterruptedException {
    var load = new Load(generator, requests, window);
    generator.setListener(
        (slot, ok, body) -> {
          load.record(slot, ok, body);
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

  /** Sends a number of requests at once, and does not wait for their replies. */
  public static void burst(LoadGenerator generator, RequestSource requests, int count)
      throws InterruptedException {
    var load = new Load(generator, requests, count);
    generator.setListener(load::record);
    for (var slot = 0; slot < count; slot++) {
      load.send(slot, System.nanoTime());
    }
  }

  /**
   * Runs an open loop: requests are sent at a fixed rate whether or not earlier ones have been
   * replied to. Latency is measured from the time at which each request was due.
   */
  public static LoadResult open(
      LoadGenerator generator, RequestSource requests, double rate, Duration time)
      throws InterruptedException {
    return open(generator, requests, rate, time, OPEN_SLOTS);
  }

  static LoadResult open(
      LoadGenerator generator, RequestSource requests, double rate, Duration time, int slots)
      throws InterruptedException {
    var load = new Load(generator, requests, slots);
    var idle = new ConcurrentLinkedQueue<Integer>();
    for (var slot = 0; slot < slots; slot++) {
      idle.add(slot);
    }
    generator.setListener(
        (slot, ok, body) -> {
          load.record(slot, ok, body);
          idle.add(slot);
          load.free.release();
        });
    var interval = TimeUnit.SECONDS.toNanos(1) / rate;
    var count = (long) (time.toNanos() / interval);
    for (var i = 0L; i < count; i++) {
      var due = load.startTime + (long) (i * interval);
      parkUntil(due);
      load.await(1);
      load.send(idle.remove(), due);
    }
    return load.end();
  }

  /** Stops sending, and returns when all replies have been received. */
  public LoadResult end() throws InterruptedException {
    measuring = false;
    var seconds = (System.nanoTime() - startTime) / 1e9;
    await(slots);
    synchronized (this) {
      return new LoadResult(replies, failed, firstFailure, seconds, latencies);
    }
  }

  private void await(int freeSlots) throws InterruptedException {
    if (!free.tryAcquire(freeSlots, TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      throw new ReplyTimeoutException(
          "Requests received no reply within %d s.".formatted(TIMEOUT.toSeconds()));
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

  private void send(int slot, long since) {
    Request request;
    synchronized (this) {
      countedFrom[slot] = since;
      request = requests.next(slot);
    }
    generator.send(slot, request);
  }

  private synchronized void record(int slot, boolean ok, byte[] body) {
    latencies.recordValue(
        Math.min(MAX_LATENCY_NS, Math.max(0, System.nanoTime() - countedFrom[slot])));
    replies += measuring ? 1 : 0;
    if (!requests.isCorrect(slot, body) || !ok) {
      failed++;
      firstFailure = firstFailure.isEmpty() ? new String(body, UTF_8) : firstFailure;
    }
  }
}
