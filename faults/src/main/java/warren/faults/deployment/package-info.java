@NullMarked
package warren.faults.deployment;

import org.jspecify.annotations.NullMarked;
