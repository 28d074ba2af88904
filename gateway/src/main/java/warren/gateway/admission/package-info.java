/**
 * Admission: a separate stage between the network and the routes, which bounds connections,
 * requests, bodies and times before any other work.
 */
@NullMarked
package warren.gateway.admission;

import org.jspecify.annotations.NullMarked;
