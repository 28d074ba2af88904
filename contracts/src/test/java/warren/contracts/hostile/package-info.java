/** Hostile input, for the tests of several modules. */
@NullMarked
package warren.contracts.hostile;

import org.jspecify.annotations.NullMarked;
