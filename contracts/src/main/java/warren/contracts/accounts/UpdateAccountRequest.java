package warren.contracts.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.EmailAddress;
import warren.contracts.fields.Example;
import warren.contracts.fields.PersonName;
import warren.contracts.fields.Username;

/**
 * The request {@code UpdateAccount}. An absent field remains unchanged.
 *
 * @param username the user name; unique without regard to case
 * @param userEmail the e-mail address; unique without regard to case; null clears it
 * @param firstName the first name; null clears it
 * @param lastName the last name; null clears it
 * @param userId the account's id; one's own account if absent
 */
public record UpdateAccountRequest(
    @Username @Nullable String username,
    @EmailAddress @Nullable Change<String> userEmail,
    @PersonName @Example("Ada") @Nullable Change<String> firstName,
    @PersonName @Example("Lovelace") @Nullable Change<String> lastName,
    @AccountId @Nullable UUID userId)
    implements OnAccount {

  /** A request with the required fields only. */
  public UpdateAccountRequest() {
    this(null, null, null, null, null);
  }

  /** The same request with this {@link #username}. */
  public UpdateAccountRequest withUsername(String given) {
    return new UpdateAccountRequest(given, userEmail, firstName, lastName, userId);
  }

  /** The same request with this {@link #userEmail}; null clears the field. */
  public UpdateAccountRequest withUserEmail(@Nullable String changed) {
    return new UpdateAccountRequest(username, new Change<>(changed), firstName, lastName, userId);
  }

  /** The same request with this {@link #firstName}; null clears the field. */
  public UpdateAccountRequest withFirstName(@Nullable String changed) {
    return new UpdateAccountRequest(username, userEmail, new Change<>(changed), lastName, userId);
  }

  /** The same request with this {@link #lastName}; null clears the field. */
  public UpdateAccountRequest withLastName(@Nullable String changed) {
    return new UpdateAccountRequest(username, userEmail, firstName, new Change<>(changed), userId);
  }

  /** The same request with this {@link #userId}. */
  public UpdateAccountRequest withUserId(UUID given) {
    return new UpdateAccountRequest(username, userEmail, firstName, lastName, given);
  }
}
