/** Removing what has outlived its time. */
@NullMarked
package warren.service.cleanup;

import org.jspecify.annotations.NullMarked;
