package warren.contracts.moderation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Bans an account and ends its sessions; replaces a ban that stands. A ban that says neither {@code
 * until} nor {@code duration_ms} lasts 48 hours. Refused with {@code unknown_account}, {@code
 * last_administrator}.
 *
 * @param userId the account's id
 * @param permanent whether it has no end; if so, neither of the other two may be given
 * @param reason at most 500 code points
 * @param until when it ends: a time to come
 * @param durationMs how long it lasts, in milliseconds, at most 100 years; not with {@code until}
 */
public record BanUserRequest(
    @Example("019449c5-6f00-7000-8000-000000000002") UUID userId,
    @Example("false") boolean permanent,
    @Limit(min = 0, max = 500) @Example("Spam") @Nullable String reason,
    @Nullable Instant until,
    @Limit(max = MAX_DURATION_MS) @Example("3600000") @Nullable Long durationMs)
    implements OnAccount {

  /** With what is required alone. */
  public BanUserRequest(UUID userId, boolean permanent) {
    this(userId, permanent, null, null, null);
  }

  /** The same, and this {@link #reason}. */
  public BanUserRequest withReason(String given) {
    return new BanUserRequest(userId, permanent, given, until, durationMs);
  }

  /** The same, and this {@link #until}. */
  public BanUserRequest withUntil(Instant given) {
    return new BanUserRequest(userId, permanent, reason, given, durationMs);
  }

  /** The same, and this {@link #durationMs}. */
  public BanUserRequest withDurationMs(Long given) {
    return new BanUserRequest(userId, permanent, reason, until, given);
  }

  /** 100 years of 365.25 days. */
  public static final long MAX_DURATION_MS = 3_155_760_000_000L;
}
