/**
 * JSON bodies: strict reading with all errors reported at once, and writing in the protocol's form.
 */
@NullMarked
package warren.contracts.json;

import org.jspecify.annotations.NullMarked;
