@NullMarked
package warren.faults.history;

import org.jspecify.annotations.NullMarked;
