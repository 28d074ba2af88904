/**
 * Passwords: hashing, verification, the rules for new passwords, and the throttle of login
 * attempts. A handler has the name of its operation, without {@code Request}; if the reply record
 * has this name, the kind of handler is appended, as in {@code AccountResetProcedure}.
 */
@NullMarked
package warren.service.passwords;

import org.jspecify.annotations.NullMarked;
