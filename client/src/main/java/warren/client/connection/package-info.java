/** A connection to the broker that reconnects by itself; shared by the client and the service. */
@NullMarked
package warren.client.connection;

import org.jspecify.annotations.NullMarked;
