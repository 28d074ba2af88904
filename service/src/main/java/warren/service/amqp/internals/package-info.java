/**
 * All code that depends on {@code com.rabbitmq.client.impl}, which amqp-client may change in any
 * release. After an upgrade, {@code ClientAssumptionsIT} and {@code ReadablePropertiesTest} fail
 * for each assumption made here that no longer holds.
 */
@NullMarked
package warren.service.amqp.internals;

import org.jspecify.annotations.NullMarked;
