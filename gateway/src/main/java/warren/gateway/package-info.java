/** The HTTP gateway: receives HTTP requests and forwards them to the service over AMQP. */
@NullMarked
package warren.gateway;

import org.jspecify.annotations.NullMarked;
