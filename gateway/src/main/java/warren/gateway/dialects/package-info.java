/** Other HTTP APIs, as their clients know them: a folder each. */
@NullMarked
package warren.gateway.dialects;

import org.jspecify.annotations.NullMarked;
