/** The processes that take part, and what each of them uses. */
@NullMarked
package warren.bench.machine;

import org.jspecify.annotations.NullMarked;
