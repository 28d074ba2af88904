/** The typed settings of the service, read from {@code WARREN_*} variables. */
@NullMarked
package warren.service.config;

import org.jspecify.annotations.NullMarked;
