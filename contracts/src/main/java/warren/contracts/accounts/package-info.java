/** Requests and replies about accounts. */
@NullMarked
package warren.contracts.accounts;

import org.jspecify.annotations.NullMarked;
