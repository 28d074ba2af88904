/** Requests and replies of passwords. */
@NullMarked
package warren.contracts.passwords;

import org.jspecify.annotations.NullMarked;
