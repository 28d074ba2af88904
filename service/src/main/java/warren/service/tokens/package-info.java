/** Login tokens, the sessions behind them, and the keys that sign them. */
@NullMarked
package warren.service.tokens;

import org.jspecify.annotations.NullMarked;
