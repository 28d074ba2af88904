/** Floods of an outsider, and the latency that legitimate callers see meanwhile. */
@NullMarked
package warren.bench.attack;

import org.jspecify.annotations.NullMarked;
