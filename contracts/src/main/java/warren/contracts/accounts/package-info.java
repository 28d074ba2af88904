/** Requests and replies of accounts. */
@NullMarked
package warren.contracts.accounts;

import org.jspecify.annotations.NullMarked;
