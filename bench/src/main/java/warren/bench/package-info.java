/**
 * Measures: how fast it is, beside what the machine can do at most. Stands apart from what runs.
 */
@NullMarked
package warren.bench;

import org.jspecify.annotations.NullMarked;
