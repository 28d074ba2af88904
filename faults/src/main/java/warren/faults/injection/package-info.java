@NullMarked
package warren.faults.injection;

import org.jspecify.annotations.NullMarked;
