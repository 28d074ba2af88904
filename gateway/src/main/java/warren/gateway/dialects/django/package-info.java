/** The API of a Django backend. */
@NullMarked
package warren.gateway.dialects.django;

import org.jspecify.annotations.NullMarked;
