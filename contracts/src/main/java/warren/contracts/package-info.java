/** The protocol as code: the types that all parts of it share. */
@NullMarked
package warren.contracts;

import org.jspecify.annotations.NullMarked;
