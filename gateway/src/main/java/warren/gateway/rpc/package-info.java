/** The bridge from HTTP to the operations, its API documentation, and health checks. */
@NullMarked
package warren.gateway.rpc;

import org.jspecify.annotations.NullMarked;
