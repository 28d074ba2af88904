/**
 * Limits what clients can occupy: a separate stage between the network and the routes. It bounds
 * connections, requests, bodies and times before any other work is done.
 */
@NullMarked
package warren.gateway.admission;

import org.jspecify.annotations.NullMarked;
