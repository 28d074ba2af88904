/** A Django backend's API. */
@NullMarked
package warren.gateway.dialects.django;

import org.jspecify.annotations.NullMarked;
