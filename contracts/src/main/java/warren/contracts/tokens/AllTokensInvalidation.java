package warren.contracts.tokens;

import java.time.Instant;
import warren.contracts.fields.Example;
import warren.contracts.fields.Timestamp;

/**
 * Confirms that all tokens of an account are inactive.
 *
 * @param invalidatedAt the time from which they are inactive
 * @param sessions the number of sessions that were ended
 */
public record AllTokensInvalidation(
    @Timestamp Instant invalidatedAt, @Example("2") long sessions) {}
