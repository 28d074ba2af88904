package warren.contracts.tokens;

import java.time.Instant;
import warren.contracts.fields.Timestamp;

/**
 * Confirms that a token is inactive.
 *
 * @param invalidatedAt the time from which it is inactive
 */
public record TokenInvalidation(@Timestamp Instant invalidatedAt) {}
