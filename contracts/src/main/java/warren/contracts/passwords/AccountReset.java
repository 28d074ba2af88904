package warren.contracts.passwords;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.EmailAddress;
import warren.contracts.fields.Example;
import warren.contracts.fields.Username;

/**
 * A reset, with which the owner of an account can set a new password. It is intended for backends
 * only; a gateway must not forward it.
 *
 * @param resetCode six digits, which the backend sends to the account's owner and compares
 * @param defaultPassword accepted once within {@value #VALID_MINUTES} minutes as the old password
 *     of RequestAccountPasswordUpdate; the {@value #MAX_VALID} newest of an account are valid, and
 *     the use of one invalidates all
 * @param userId the account's id
 * @param username the account's user name
 * @param userEmail the stored e-mail address of the account, to which the code must be sent, not to
 *     the address of the request; null if the account has none
 */
public record AccountReset(
    @Example("271828") Secret resetCode,
    @Example("p3Zk0mV9cQ4tXw1sB7yN2rLd") Secret defaultPassword,
    @AccountId UUID userId,
    @Username String username,
    @EmailAddress @Nullable String userEmail) {

  /** The lifetime of a default password, in minutes. */
  public static final int VALID_MINUTES = 30;

  /** The maximum number of an account's default passwords that are valid at the same time. */
  public static final int MAX_VALID = 3;
}
