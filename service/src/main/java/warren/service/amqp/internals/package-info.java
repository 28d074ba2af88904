/**
 * All code that depends on {@code com.rabbitmq.client.impl}, which amqp-client may change in any
 * release. After an upgrade, {@code ClientAssumptionsIT} and {@code ReadablePropertiesTest} fail
 * for each assumption made here that no longer holds: connections without automatic recovery are
 * {@code AMQConnection}s, they use the frame handler that the factory creates, frames are buffered
 * until a flush by any thread, lost connections are reported to one logger, and the client closes a
 * connection that delivers properties it cannot read.
 */
@NullMarked
package warren.service.amqp.internals;

import org.jspecify.annotations.NullMarked;
