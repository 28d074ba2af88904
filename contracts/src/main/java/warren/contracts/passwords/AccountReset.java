package warren.contracts.passwords;

import warren.contracts.Secret;
import warren.contracts.fields.Example;

/**
 * A reset, with which the owner of an account can set a new password. It is intended for backends
 * only; a gateway must not forward it.
 *
 * @param resetCode six digits, which the backend sends to the account's owner and compares
 * @param defaultPassword accepted once within {@value #VALID_MINUTES} minutes as the old password
 *     of RequestAccountPasswordUpdate; the {@value #MAX_VALID} newest of an account are valid, and
 *     the use of one invalidates all
 */
public record AccountReset(
    @Example("271828") Secret resetCode,
    @Example("p3Zk0mV9cQ4tXw1sB7yN2rLd") Secret defaultPassword) {

  /** The lifetime of a default password, in minutes. */
  public static final int VALID_MINUTES = 30;

  /** The maximum number of an account's default passwords that are valid at the same time. */
  public static final int MAX_VALID = 3;
}
