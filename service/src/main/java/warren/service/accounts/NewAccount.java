package warren.service.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account to insert.
 *
 * @param number null for the next one
 * @param lastLogin null for never
 */
record NewAccount(
    UUID id,
    String username,
    @Nullable String email,
    @Nullable String firstName,
    @Nullable String lastName,
    String passwordHash,
    boolean enabled,
    Instant createdAt,
    @Nullable Long number,
    @Nullable Instant lastLogin) {

  /** An account with the next number that has never logged in. */
  NewAccount(
      UUID id,
      String username,
      @Nullable String email,
      @Nullable String firstName,
      @Nullable String lastName,
      String passwordHash,
      boolean enabled,
      Instant createdAt) {
    this(id, username, email, firstName, lastName, passwordHash, enabled, createdAt, null, null);
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
