package warren.contracts.passwords;

import warren.contracts.Secret;
import warren.contracts.json.Example;

/**
 * A reset: what a backend needs to let somebody without a password choose a new one. For backends
 * alone; a bridge to the outside must not pass it on.
 *
 * @param resetCode six digits, to be sent to the account's owner and compared by the backend
 * @param defaultPassword opens RequestAccountPasswordUpdate, as the old password, once within 30
 *     minutes; the newest three of an account stand, and using one ends them all
 */
public record AccountReset(
    @Example("271828") Secret resetCode,
    @Example("p3Zk0mV9cQ4tXw1sB7yN2rLd") Secret defaultPassword) {}
