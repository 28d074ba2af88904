/** Documents made from the catalogue: JSON Schemas, the AsyncAPI document, the reference. */
@NullMarked
package warren.documents;

import org.jspecify.annotations.NullMarked;
