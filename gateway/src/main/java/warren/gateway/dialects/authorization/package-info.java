/** The Authorization API. */
@NullMarked
package warren.gateway.dialects.authorization;

import org.jspecify.annotations.NullMarked;
