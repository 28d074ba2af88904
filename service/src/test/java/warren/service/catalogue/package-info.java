/** Tests of every operation, one after the other. */
@NullMarked
package warren.service.catalogue;

import org.jspecify.annotations.NullMarked;
