package warren.service.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import warren.service.config.Settings;

/**
 * Determines which key signs, when the next one is created and when old ones are deleted. A new key
 * is published before it signs; an old key remains published until its last token has expired. The
 * parameter {@code keys} contains all keys, the latest first.
 */
final class KeySchedule {
  /** Gives programs that verify tokens the time to request the new key. */
  private static final Duration PUBLICATION_LEAD = Duration.ofHours(1);

  private static final Duration LEEWAY = Duration.ofMinutes(10);

  private final Duration rotation;
  private final Duration maxTtl;

  KeySchedule(Settings.Tokens settings) {
    this.rotation = settings.keyRotation();
    this.maxTtl = settings.maxTtl();
  }

  /**
   * The index of the key that signs at this time. It is the first key if all keys begin to sign
   * later, as can happen if the clock of the process that created it is ahead.
   */
  static int signing(List<KeyStart> keys, Instant now) {
    return IntStream.range(0, keys.size())
        .filter(i -> !keys.get(i).signsFrom().isAfter(now))
        .findFirst()
        .orElse(keys.size() - 1);
  }

  /** Whether it is time to publish the next key. */
  boolean isDue(List<KeyStart> keys, Instant now) {
    return keys.isEmpty()
        || !keys.get(0).signsFrom().plus(rotation).minus(publicationLead()).isAfter(now);
  }

  /** When a key that is created now begins to sign. */
  Instant nextStart(List<KeyStart> keys, Instant now) {
    return keys.isEmpty() ? now : now.plus(publicationLead());
  }

  private Duration publicationLead() {
    var half = rotation.dividedBy(2);
    return half.compareTo(PUBLICATION_LEAD) < 0 ? half : PUBLICATION_LEAD;
  }

  /** The time when a key is deleted, because its last token has expired. */
  Instant retirement(List<KeyStart> keys, int index) {
    var signsUntil =
        index == 0 ? keys.get(0).signsFrom().plus(rotation) : keys.get(index - 1).signsFrom();
    return signsUntil.plus(maxTtl).plus(LEEWAY);
  }

  /** The keys to delete. */
  List<String> retired(List<KeyStart> keys, Instant now) {
    return IntStream.range(1, keys.size())
        .filter(i -> retirement(keys, i).isBefore(now))
        .mapToObj(i -> keys.get(i).kid())
        .toList();
  }
}
