/**
 * Access tokens and the keys that sign them. A handler has the name of its operation, without
 * {@code Request}; if the reply record has this name, the kind of handler is appended, as in {@code
 * TokenStatusQuery}.
 */
@NullMarked
package warren.service.tokens;

import org.jspecify.annotations.NullMarked;
