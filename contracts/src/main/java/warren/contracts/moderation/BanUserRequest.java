package warren.contracts.moderation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;
import warren.contracts.fields.Limit;
import warren.contracts.fields.Reason;

/**
 * The request {@code RequestBanUser}. Replaces an active ban. A ban that is not permanent and has
 * neither {@code until} nor {@code duration_ms} lasts {@value #DEFAULT_HOURS} hours.
 *
 * @param userId the account's id
 * @param permanent whether the ban has no end; excludes {@code until} and {@code duration_ms}
 * @param reason the reason for the ban
 * @param until the end of the ban, which must be in the future
 * @param durationMs the duration of the ban in milliseconds, at most {@value #MAX_YEARS} years;
 *     excludes {@code until}
 */
public record BanUserRequest(
    @AccountId UUID userId,
    @Example("false") boolean permanent,
    @Reason @Example("Spam") @Nullable String reason,
    @Nullable Instant until,
    @Limit(max = MAX_YEARS * 31_557_600_000L) @Example("3600000") @Nullable Long durationMs)
    implements OnAccount {

  /** A request with the required fields only. */
  public BanUserRequest(UUID userId, boolean permanent) {
    this(userId, permanent, null, null, null);
  }

  /** The same request with this {@link #reason}. */
  public BanUserRequest withReason(String given) {
    return new BanUserRequest(userId, permanent, given, until, durationMs);
  }

  /** The same request with this {@link #until}. */
  public BanUserRequest withUntil(Instant given) {
    return new BanUserRequest(userId, permanent, reason, given, durationMs);
  }

  /** The same request with this {@link #durationMs}. */
  public BanUserRequest withDurationMs(Long given) {
    return new BanUserRequest(userId, permanent, reason, until, given);
  }

  /** The duration of a ban that states neither its end nor its duration, in hours. */
  public static final int DEFAULT_HOURS = 48;

  /** The maximum duration of a ban that is not permanent, in years of 365.25 days. */
  public static final int MAX_YEARS = 100;
}
