/** The processes that take part in the benchmark, and the resources that they use. */
@NullMarked
package warren.bench.machine;

import org.jspecify.annotations.NullMarked;
