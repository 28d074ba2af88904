/** Requests and replies about login tokens. */
@NullMarked
package warren.contracts.tokens;

import org.jspecify.annotations.NullMarked;
