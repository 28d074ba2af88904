package warren.contracts.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.fields.EmailAddress;
import warren.contracts.fields.Example;
import warren.contracts.fields.GroupList;
import warren.contracts.fields.NewPassword;
import warren.contracts.fields.PersonName;
import warren.contracts.fields.Username;

/**
 * The request {@code RequestSignUp}. The new account has the role {@code user}. {@code
 * WARREN_CREATION_LIMIT} limits the attempts of senders without the permission to create accounts.
 *
 * @param username the user name; unique without regard to case
 * @param password a new password, which must not be a common one
 * @param userEmail the e-mail address; unique without regard to case
 * @param firstName the first name
 * @param lastName the last name
 * @param groups the ids of the open groups to join
 */
public record SignUpRequest(
    @Username String username,
    @NewPassword @Example("correct horse battery") Secret password,
    @EmailAddress @Nullable String userEmail,
    @PersonName @Example("Ada") @Nullable String firstName,
    @PersonName @Example("Lovelace") @Nullable String lastName,
    @GroupList @Nullable List<Long> groups) {

  /** A request with the required fields only. */
  public SignUpRequest(String username, Secret password) {
    this(username, password, null, null, null, null);
  }

  /** The same request with this {@link #userEmail}. */
  public SignUpRequest withUserEmail(String given) {
    return new SignUpRequest(username, password, given, firstName, lastName, groups);
  }

  /** The same request with this {@link #firstName}. */
  public SignUpRequest withFirstName(String given) {
    return new SignUpRequest(username, password, userEmail, given, lastName, groups);
  }

  /** The same request with this {@link #lastName}. */
  public SignUpRequest withLastName(String given) {
    return new SignUpRequest(username, password, userEmail, firstName, given, groups);
  }

  /** The same request with this {@link #groups}. */
  public SignUpRequest withGroups(List<Long> given) {
    return new SignUpRequest(username, password, userEmail, firstName, lastName, given);
  }
}
