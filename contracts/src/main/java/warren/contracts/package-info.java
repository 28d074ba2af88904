/** The protocol as code: the catalogue of operations, their access, and how they are refused. */
@NullMarked
package warren.contracts;

import org.jspecify.annotations.NullMarked;
