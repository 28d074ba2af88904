/** Hashing passwords, checking them, and saying which may be used. */
@NullMarked
package warren.service.passwords;

import org.jspecify.annotations.NullMarked;
