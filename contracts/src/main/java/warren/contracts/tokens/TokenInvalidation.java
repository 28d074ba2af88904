package warren.contracts.tokens;

import java.time.Instant;
import warren.contracts.json.Example;

/**
 * Confirms that a token doesn't count any more.
 *
 * @param invalidatedAt from when on
 */
public record TokenInvalidation(@Example("2026-01-31T12:00:00.123456Z") Instant invalidatedAt) {}
