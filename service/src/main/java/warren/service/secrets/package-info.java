/** Encryption of keys with the server secret, and the change of this secret. */
@NullMarked
package warren.service.secrets;

import org.jspecify.annotations.NullMarked;
