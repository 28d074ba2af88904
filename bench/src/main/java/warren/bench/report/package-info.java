/** What was measured, for programs and for people. */
@NullMarked
package warren.bench.report;

import org.jspecify.annotations.NullMarked;
