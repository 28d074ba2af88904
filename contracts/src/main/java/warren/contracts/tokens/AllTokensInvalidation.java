package warren.contracts.tokens;

import java.time.Instant;
import warren.contracts.json.Example;

/**
 * Confirms that no token of an account counts any more.
 *
 * @param invalidatedAt from when on
 * @param sessions how many sessions were ended
 */
public record AllTokensInvalidation(
    @Example("2026-01-31T12:00:00.123456Z") Instant invalidatedAt, @Example("2") long sessions) {}
