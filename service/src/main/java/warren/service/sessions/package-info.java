/** Sessions: what login tokens stand on. */
@NullMarked
package warren.service.sessions;

import org.jspecify.annotations.NullMarked;
