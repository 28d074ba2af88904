/** The queues from HTTP's side: requests come as HTTP, go out by the client, and come back so. */
@NullMarked
package warren.gateway;

import org.jspecify.annotations.NullMarked;
