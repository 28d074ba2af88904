/** The measured operations, and the accounts on which they act. */
@NullMarked
package warren.bench.subjects;

import org.jspecify.annotations.NullMarked;
