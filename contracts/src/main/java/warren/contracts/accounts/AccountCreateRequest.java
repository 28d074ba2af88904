package warren.contracts.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.fields.EmailAddress;
import warren.contracts.fields.Example;
import warren.contracts.fields.GroupList;
import warren.contracts.fields.NewPassword;
import warren.contracts.fields.PersonName;
import warren.contracts.fields.Username;

/**
 * The request {@code RequestAccountCreate}. A sender with a token must be allowed to assign the
 * role and the roles of the groups. {@code WARREN_CREATION_LIMIT} limits the attempts of senders
 * without the permission to create accounts.
 *
 * @param username the user name; unique without regard to case
 * @param password a new password, which must not be a common one
 * @param userEmail the e-mail address; unique without regard to case
 * @param role the account's role; {@code user} if absent
 * @param firstName the first name
 * @param lastName the last name
 * @param groups the ids of the groups to join
 */
public record AccountCreateRequest(
    @Username String username,
    @NewPassword @Example("correct horse battery") Secret password,
    @EmailAddress @Nullable String userEmail,
    @Example("user") @Nullable RoleReference role,
    @PersonName @Example("Ada") @Nullable String firstName,
    @PersonName @Example("Lovelace") @Nullable String lastName,
    @GroupList @Nullable List<Long> groups) {

  /** A request with the required fields only. */
  public AccountCreateRequest(String username, Secret password) {
    this(username, password, null, null, null, null, null);
  }

  /** The same request with this {@link #userEmail}. */
  public AccountCreateRequest withUserEmail(String given) {
    return new AccountCreateRequest(username, password, given, role, firstName, lastName, groups);
  }

  /** The same request with this {@link #role}. */
  public AccountCreateRequest withRole(RoleReference given) {
    return new AccountCreateRequest(
        username, password, userEmail, given, firstName, lastName, groups);
  }

  /** The same request with this {@link #firstName}. */
  public AccountCreateRequest withFirstName(String given) {
    return new AccountCreateRequest(username, password, userEmail, role, given, lastName, groups);
  }

  /** The same request with this {@link #lastName}. */
  public AccountCreateRequest withLastName(String given) {
    return new AccountCreateRequest(username, password, userEmail, role, firstName, given, groups);
  }

  /** The same request with this {@link #groups}. */
  public AccountCreateRequest withGroups(List<Long> given) {
    return new AccountCreateRequest(
        username, password, userEmail, role, firstName, lastName, given);
  }
}
