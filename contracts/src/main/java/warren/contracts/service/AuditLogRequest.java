package warren.contracts.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks what was done, the newest first.
 *
 * @param userId only what this account did, or what was done on it
 * @param operation only this operation, by its name
 * @param since only from then on
 * @param limit how many at most, 1 to 500; 50 if absent
 * @param after the {@code next} of the page before; absent for the first
 */
public record AuditLogRequest(
    @Example("019449c5-6f00-7000-8000-000000000002") @Nullable UUID userId,
    @Limit(max = 64) @Nullable String operation,
    @Nullable Instant since,
    @Limit(min = 1, max = 500) @Example("50") @Nullable Long limit,
    @Limit(max = 200) @Nullable String after) {

  /** With what is required alone. */
  public AuditLogRequest() {
    this(null, null, null, null, null);
  }

  /** The same, and this {@link #userId}. */
  public AuditLogRequest withUserId(UUID given) {
    return new AuditLogRequest(given, operation, since, limit, after);
  }

  /** The same, and this {@link #operation}. */
  public AuditLogRequest withOperation(String given) {
    return new AuditLogRequest(userId, given, since, limit, after);
  }

  /** The same, and this {@link #since}. */
  public AuditLogRequest withSince(Instant given) {
    return new AuditLogRequest(userId, operation, given, limit, after);
  }

  /** The same, and this {@link #limit}. */
  public AuditLogRequest withLimit(Long given) {
    return new AuditLogRequest(userId, operation, since, given, after);
  }

  /** The same, and this {@link #after}. */
  public AuditLogRequest withAfter(String given) {
    return new AuditLogRequest(userId, operation, since, limit, given);
  }
}
