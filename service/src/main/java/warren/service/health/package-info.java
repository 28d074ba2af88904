/** Liveness, readiness and metrics over HTTP. */
@NullMarked
package warren.service.health;

import org.jspecify.annotations.NullMarked;
