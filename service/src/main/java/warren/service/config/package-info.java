/** Typed settings, read from {@code WARREN_*} variables. */
@NullMarked
package warren.service.config;

import org.jspecify.annotations.NullMarked;
