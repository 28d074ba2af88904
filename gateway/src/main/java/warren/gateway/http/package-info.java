/** Reading requests and writing responses, shared by the bridge and all dialects. */
@NullMarked
package warren.gateway.http;

import org.jspecify.annotations.NullMarked;
