/** What is asked for: accounts in a database, and operations on them. */
@NullMarked
package warren.bench.subjects;

import org.jspecify.annotations.NullMarked;
