/** The commands. */
@NullMarked
package warren.service.cli;

import org.jspecify.annotations.NullMarked;
