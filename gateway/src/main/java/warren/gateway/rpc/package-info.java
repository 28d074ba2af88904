/** The operations as they are, the page that describes them, and how the gateway is. */
@NullMarked
package warren.gateway.rpc;

import org.jspecify.annotations.NullMarked;
