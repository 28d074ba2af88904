/** Sends requests over AMQP, and counts and times the answers. */
@NullMarked
package warren.bench.load;

import org.jspecify.annotations.NullMarked;
