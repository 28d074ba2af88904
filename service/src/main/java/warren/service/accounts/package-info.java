/** Accounts. */
@NullMarked
package warren.service.accounts;

import org.jspecify.annotations.NullMarked;
