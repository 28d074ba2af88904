/** Sessions, and the access and refresh tokens that are issued for them. */
@NullMarked
package warren.service.sessions;

import org.jspecify.annotations.NullMarked;
