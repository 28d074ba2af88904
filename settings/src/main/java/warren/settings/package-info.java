/** Settings as environment variables: their declarations, checks and documentation. */
@NullMarked
package warren.settings;

import org.jspecify.annotations.NullMarked;
