/**
 * The command line of a development machine: all of the service's commands, and {@code up}, which
 * brings the servers along.
 */
@NullMarked
package warren.up;

import org.jspecify.annotations.NullMarked;
