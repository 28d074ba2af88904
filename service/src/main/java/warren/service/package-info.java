/** The command line and the composition root. */
@NullMarked
package warren.service;

import org.jspecify.annotations.NullMarked;
