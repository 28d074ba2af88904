/**
 * The private PostgreSQL and RabbitMQ behind {@code warren up} and behind the tests. Nothing of it
 * is deployed.
 *
 * <p>{@link warren.local.DataFolder} is locked first, then {@link warren.local.LocalServers} starts
 * both servers in it. Every process is an {@link warren.local.OwnedProcess}, so that after a crash
 * the next start stops exactly what the last one left.
 */
@NullMarked
package warren.local;

import org.jspecify.annotations.NullMarked;
