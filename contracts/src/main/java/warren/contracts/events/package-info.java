/** The domain events that the service publishes. */
@NullMarked
package warren.contracts.events;

import org.jspecify.annotations.NullMarked;
