/** JSON bodies: read strictly, all wrong fields reported at once, written as the protocol says. */
@NullMarked
package warren.contracts.json;

import org.jspecify.annotations.NullMarked;
