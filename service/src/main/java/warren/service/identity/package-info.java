/**
 * The rows that identify an account and its rights: name keys, account rows, active bans, effective
 * roles. Shared by the features' queries.
 */
@NullMarked
package warren.service.identity;

import org.jspecify.annotations.NullMarked;
