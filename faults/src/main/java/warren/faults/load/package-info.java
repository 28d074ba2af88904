@NullMarked
package warren.faults.load;

import org.jspecify.annotations.NullMarked;
