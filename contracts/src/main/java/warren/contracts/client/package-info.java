/** Calling the operations over AMQP. */
@NullMarked
package warren.contracts.client;

import org.jspecify.annotations.NullMarked;
