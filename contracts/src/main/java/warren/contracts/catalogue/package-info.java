/** The catalogue of operations: their messages, access rules, effects, refusals and events. */
@NullMarked
package warren.contracts.catalogue;

import org.jspecify.annotations.NullMarked;
