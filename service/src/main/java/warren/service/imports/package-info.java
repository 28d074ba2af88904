/** Reads import files in the formats of several programs; does not use the database. */
@NullMarked
package warren.service.imports;

import org.jspecify.annotations.NullMarked;
