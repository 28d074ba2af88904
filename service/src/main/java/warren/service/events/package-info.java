/** Publishing what has happened. */
@NullMarked
package warren.service.events;

import org.jspecify.annotations.NullMarked;
