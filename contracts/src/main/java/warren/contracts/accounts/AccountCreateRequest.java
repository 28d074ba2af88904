package warren.contracts.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.json.Email;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;
import warren.contracts.json.Trimmed;

/**
 * Asks for a new account. Refused with {@code weak_password}, {@code username_taken}, {@code
 * email_taken}, {@code unknown_role}, {@code unknown_group}; with {@code forbidden} where
 * registration is closed, or where a role or group is asked for that the caller may not give; with
 * {@code throttled} where 20 were made within an hour for one client address.
 *
 * @param username 1 to 64 code points, unique without regard to case
 * @param password 8 to 256 code points, at most 1024 bytes, not a common one
 * @param userEmail at most 254 code points, unique without regard to case
 * @param role the account's role; {@code user} if absent
 * @param firstName at most 100 code points
 * @param lastName at most 100 code points
 * @param groups ids of groups to join, at most 100
 */
public record AccountCreateRequest(
    @Limit(max = 64) @Trimmed @Example("ada") String username,
    @Example("correct horse battery") Secret password,
    @Limit(max = 254) @Email @Example("ada@example.org") @Nullable String userEmail,
    @Example("user") @Nullable RoleReference role,
    @Limit(min = 0, max = 100) @Example("Ada") @Nullable String firstName,
    @Limit(min = 0, max = 100) @Example("Lovelace") @Nullable String lastName,
    @Limit(min = 0, max = 100) @Nullable List<Long> groups) {

  /** With what is required alone. */
  public AccountCreateRequest(String username, Secret password) {
    this(username, password, null, null, null, null, null);
  }

  /** The same, and this {@link #userEmail}. */
  public AccountCreateRequest withUserEmail(String given) {
    return new AccountCreateRequest(username, password, given, role, firstName, lastName, groups);
  }

  /** The same, and this {@link #role}. */
  public AccountCreateRequest withRole(RoleReference given) {
    return new AccountCreateRequest(
        username, password, userEmail, given, firstName, lastName, groups);
  }

  /** The same, and this {@link #firstName}. */
  public AccountCreateRequest withFirstName(String given) {
    return new AccountCreateRequest(username, password, userEmail, role, given, lastName, groups);
  }

  /** The same, and this {@link #lastName}. */
  public AccountCreateRequest withLastName(String given) {
    return new AccountCreateRequest(username, password, userEmail, role, firstName, given, groups);
  }

  /** The same, and this {@link #groups}. */
  public AccountCreateRequest withGroups(List<Long> given) {
    return new AccountCreateRequest(
        username, password, userEmail, role, firstName, lastName, given);
  }
}
