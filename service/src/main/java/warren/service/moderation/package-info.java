/** Bans and flags. */
@NullMarked
package warren.service.moderation;

import org.jspecify.annotations.NullMarked;
