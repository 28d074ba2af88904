/** Requests and replies of sessions and tokens. */
@NullMarked
package warren.contracts.tokens;

import org.jspecify.annotations.NullMarked;
