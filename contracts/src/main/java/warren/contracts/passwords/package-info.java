/** Requests and replies about passwords. */
@NullMarked
package warren.contracts.passwords;

import org.jspecify.annotations.NullMarked;
