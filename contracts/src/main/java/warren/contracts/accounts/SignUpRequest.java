package warren.contracts.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.json.Email;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;
import warren.contracts.json.Trimmed;

/**
 * Asks for a new account that somebody is to enable, in the role {@code user}. Refused with {@code
 * weak_password}, {@code username_taken}, {@code email_taken}, {@code unknown_group}; with {@code
 * forbidden} where registration is closed, or where a group is asked for that isn't open; with
 * {@code throttled} where 20 were made within an hour for one client address.
 *
 * @param username 1 to 64 code points, unique without regard to case
 * @param password 8 to 256 code points, at most 1024 bytes, not a common one
 * @param userEmail at most 254 code points, unique without regard to case
 * @param firstName at most 100 code points
 * @param lastName at most 100 code points
 * @param groups ids of groups to join, at most 100
 */
public record SignUpRequest(
    @Limit(max = 64) @Trimmed @Example("ada") String username,
    @Example("correct horse battery") Secret password,
    @Limit(max = 254) @Email @Example("ada@example.org") @Nullable String userEmail,
    @Limit(min = 0, max = 100) @Example("Ada") @Nullable String firstName,
    @Limit(min = 0, max = 100) @Example("Lovelace") @Nullable String lastName,
    @Limit(min = 0, max = 100) @Nullable List<Long> groups) {

  /** With what is required alone. */
  public SignUpRequest(String username, Secret password) {
    this(username, password, null, null, null, null);
  }

  /** The same, and this {@link #userEmail}. */
  public SignUpRequest withUserEmail(String given) {
    return new SignUpRequest(username, password, given, firstName, lastName, groups);
  }

  /** The same, and this {@link #firstName}. */
  public SignUpRequest withFirstName(String given) {
    return new SignUpRequest(username, password, userEmail, given, lastName, groups);
  }

  /** The same, and this {@link #lastName}. */
  public SignUpRequest withLastName(String given) {
    return new SignUpRequest(username, password, userEmail, firstName, given, groups);
  }

  /** The same, and this {@link #groups}. */
  public SignUpRequest withGroups(List<Long> given) {
    return new SignUpRequest(username, password, userEmail, firstName, lastName, given);
  }
}
