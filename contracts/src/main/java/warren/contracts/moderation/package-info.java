/** Requests and replies of bans and flags. */
@NullMarked
package warren.contracts.moderation;

import org.jspecify.annotations.NullMarked;
