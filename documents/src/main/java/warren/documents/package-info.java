/** Documents generated from the catalogue: JSON Schemas, AsyncAPI, OpenAPI, the reference. */
@NullMarked
package warren.documents;

import org.jspecify.annotations.NullMarked;
