/**
 * The benchmark: measures the service's speed and relates it to the limits of the machine. It is
 * not part of the released programs.
 */
@NullMarked
package warren.bench;

import org.jspecify.annotations.NullMarked;
