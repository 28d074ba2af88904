/**
 * Bans and flags of accounts. A handler has the name of its operation, without {@code Request}; if
 * the reply record has this name, the kind of handler is appended, as in {@code BanHistoryQuery}.
 */
@NullMarked
package warren.service.moderation;

import org.jspecify.annotations.NullMarked;
