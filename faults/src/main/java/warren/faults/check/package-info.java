@NullMarked
package warren.faults.check;

import org.jspecify.annotations.NullMarked;
