/** Consuming requests and publishing replies. */
@NullMarked
package warren.service.amqp;

import org.jspecify.annotations.NullMarked;
