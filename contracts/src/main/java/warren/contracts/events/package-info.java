/** What the service tells of itself without being asked. */
@NullMarked
package warren.contracts.events;

import org.jspecify.annotations.NullMarked;
