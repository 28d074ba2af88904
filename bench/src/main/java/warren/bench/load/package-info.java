/** Sends requests over AMQP, counts the replies and measures their latency. */
@NullMarked
package warren.bench.load;

import org.jspecify.annotations.NullMarked;
