@NullMarked
package warren.faults;

import org.jspecify.annotations.NullMarked;
