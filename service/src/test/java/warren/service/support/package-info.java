/** The services, servers and clients that the tests use. */
@NullMarked
package warren.service.support;

import org.jspecify.annotations.NullMarked;
