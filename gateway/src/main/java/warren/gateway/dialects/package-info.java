/** Existing HTTP APIs in the form that their clients know, one package for each. */
@NullMarked
package warren.gateway.dialects;

import org.jspecify.annotations.NullMarked;
