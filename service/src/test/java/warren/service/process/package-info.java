/** Tests of whole processes: their start, their end, and several side by side. */
@NullMarked
package warren.service.process;

import org.jspecify.annotations.NullMarked;
