/**
 * The command line of a development machine: all commands of the service, and {@code up}, which
 * also starts the servers.
 */
@NullMarked
package warren.up;

import org.jspecify.annotations.NullMarked;
