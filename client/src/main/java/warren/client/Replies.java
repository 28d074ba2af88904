package warren.client;

import java.time.Duration;

/**
 * The replies to the requests of an operation on one channel. RabbitMQ 3 drops all messages of a
 * channel to a quorum queue if the first of them was sent while the queue had no leader; a new
 * channel is not affected. Thread-safe.
 */
final class Replies {
  static final Duration SILENCE = Duration.ofSeconds(5);
  private static final long NEVER = Long.MIN_VALUE;

  private volatile long last = NEVER;

  /** When the first of the requests was sent that have timed out since the last reply. */
  private volatile long missingSince = NEVER;

  /** Notes a reply, or another sign that requests are transported. */
  void arrived() {
    last = System.nanoTime();
    missingSince = NEVER;
  }

  /**
   * Notes a request that has timed out; returns whether all replies have been missing for a while.
   *
   * @param sent when the request was sent
   */
  boolean areMissingSince(long sent) {
    if (last != NEVER && last - sent > 0) {
      return false;
    }
    if (missingSince == NEVER) {
      missingSince = sent;
    }
    return System.nanoTime() - missingSince >= SILENCE.toNanos();
  }
}
