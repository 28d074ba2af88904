/**
 * Accounts: creation, import, search, changes and erasure. A handler has the name of its operation,
 * without {@code Request}; if the reply record has this name, the kind of handler is appended, as
 * in {@code UsernameQuery}.
 */
@NullMarked
package warren.service.accounts;

import org.jspecify.annotations.NullMarked;
