/** What every request over HTTP and every answer has in common, whatever is asked. */
@NullMarked
package warren.gateway.http;

import org.jspecify.annotations.NullMarked;
