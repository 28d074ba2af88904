package warren.contracts.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Cursor;
import warren.contracts.fields.Limit;
import warren.contracts.fields.PageSize;

/**
 * The request {@code RequestAuditLog}. Returns the entries that match all given fields.
 *
 * @param userId the id of the account that acted or was affected
 * @param operation the name of the operation
 * @param since the earliest time
 * @param limit the maximum number of entries
 * @param after the cursor at the end of the page before; absent for the first page
 */
public record AuditLogRequest(
    @AccountId @Nullable UUID userId,
    @Limit(max = 64) @Nullable String operation,
    @Nullable Instant since,
    @PageSize @Nullable Long limit,
    @Cursor @Nullable String after) {

  /** A request with the required fields only. */
  public AuditLogRequest() {
    this(null, null, null, null, null);
  }

  /** The same request with this {@link #userId}. */
  public AuditLogRequest withUserId(UUID given) {
    return new AuditLogRequest(given, operation, since, limit, after);
  }

  /** The same request with this {@link #operation}. */
  public AuditLogRequest withOperation(String given) {
    return new AuditLogRequest(userId, given, since, limit, after);
  }

  /** The same request with this {@link #since}. */
  public AuditLogRequest withSince(Instant given) {
    return new AuditLogRequest(userId, operation, given, limit, after);
  }

  /** The same request with this {@link #limit}. */
  public AuditLogRequest withLimit(Long given) {
    return new AuditLogRequest(userId, operation, since, given, after);
  }

  /** The same request with this {@link #after}. */
  public AuditLogRequest withAfter(String given) {
    return new AuditLogRequest(userId, operation, since, limit, given);
  }
}
