package warren.contracts.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.OnAccount;
import warren.contracts.json.Email;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;
import warren.contracts.json.Trimmed;

/**
 * Changes an account: one's own or the one named. A field that is absent stays as it is; null
 * clears it, where it may be empty. Refused with {@code unknown_account}, {@code username_taken},
 * {@code email_taken}.
 *
 * @param username 1 to 64 code points, unique without regard to case
 * @param userEmail at most 254 code points, unique without regard to case; may be cleared
 * @param firstName at most 100 code points; may be cleared
 * @param lastName at most 100 code points; may be cleared
 * @param userId the account's id
 */
public record UpdateAccountRequest(
    @Limit(max = 64) @Trimmed @Example("ada") @Nullable String username,
    @Limit(max = 254) @Email @Example("ada@example.org") @Nullable Change<String> userEmail,
    @Limit(min = 0, max = 100) @Example("Ada") @Nullable Change<String> firstName,
    @Limit(min = 0, max = 100) @Example("Lovelace") @Nullable Change<String> lastName,
    @Example("019449c5-6f00-7000-8000-000000000002") @Nullable UUID userId)
    implements OnAccount {

  /** With what is required alone. */
  public UpdateAccountRequest() {
    this(null, null, null, null, null);
  }

  /** The same, and this {@link #username}. */
  public UpdateAccountRequest withUsername(String given) {
    return new UpdateAccountRequest(given, userEmail, firstName, lastName, userId);
  }

  /** The same, and this {@link #userEmail}; null clears it. */
  public UpdateAccountRequest withUserEmail(@Nullable String changed) {
    return new UpdateAccountRequest(username, new Change<>(changed), firstName, lastName, userId);
  }

  /** The same, and this {@link #firstName}; null clears it. */
  public UpdateAccountRequest withFirstName(@Nullable String changed) {
    return new UpdateAccountRequest(username, userEmail, new Change<>(changed), lastName, userId);
  }

  /** The same, and this {@link #lastName}; null clears it. */
  public UpdateAccountRequest withLastName(@Nullable String changed) {
    return new UpdateAccountRequest(username, userEmail, firstName, new Change<>(changed), userId);
  }

  /** The same, and this {@link #userId}. */
  public UpdateAccountRequest withUserId(UUID given) {
    return new UpdateAccountRequest(username, userEmail, firstName, lastName, given);
  }
}
