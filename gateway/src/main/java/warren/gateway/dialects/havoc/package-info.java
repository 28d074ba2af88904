/** The API of Havoc Communications. */
@NullMarked
package warren.gateway.dialects.havoc;

import org.jspecify.annotations.NullMarked;
