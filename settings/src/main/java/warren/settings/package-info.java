/** Settings as variables of the environment: read, checked, and told what is wrong with them. */
@NullMarked
package warren.settings;

import org.jspecify.annotations.NullMarked;
