/**
 * The private PostgreSQL and RabbitMQ used by {@code warren up}, by the tests and by {@code warren
 * bench}. They are not deployed.
 *
 * <p>{@link warren.local.DataFolder} is locked first, then {@link warren.local.LocalServers} starts
 * both servers in it. Every process is an {@link warren.local.OwnedProcess}, so that after a crash
 * the next start stops exactly the processes that the previous run left.
 */
@NullMarked
package warren.local;

import org.jspecify.annotations.NullMarked;
