/** Publishes domain events. */
@NullMarked
package warren.service.events;

import org.jspecify.annotations.NullMarked;
