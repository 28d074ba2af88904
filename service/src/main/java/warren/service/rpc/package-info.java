/** The path of a request: decode, authenticate, authorise, handle, reply. */
@NullMarked
package warren.service.rpc;

import org.jspecify.annotations.NullMarked;
