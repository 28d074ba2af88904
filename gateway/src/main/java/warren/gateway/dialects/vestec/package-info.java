/** The user management of VESTEC. */
@NullMarked
package warren.gateway.dialects.vestec;

import org.jspecify.annotations.NullMarked;
