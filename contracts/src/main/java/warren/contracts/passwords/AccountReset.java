package warren.contracts.passwords;

import warren.contracts.Secret;
import warren.contracts.fields.Example;

/**
 * A reset, with which the owner of an account can set a new password. It is intended for backends
 * only; a gateway must not forward it.
 *
 * @param resetCode six digits, which the backend sends to the account's owner and compares
 * @param defaultPassword accepted once within 30 minutes as the old password of
 *     RequestAccountPasswordUpdate; the three newest of an account are valid, and the use of one
 *     invalidates all
 */
public record AccountReset(
    @Example("271828") Secret resetCode,
    @Example("p3Zk0mV9cQ4tXw1sB7yN2rLd") Secret defaultPassword) {}
