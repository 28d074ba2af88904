package warren.service.tokens;

import java.time.Instant;

/**
 * The time when a key begins to sign; it signs until the next key begins.
 *
 * @param kid the id of the key
 */
record KeyStart(String kid, Instant signsFrom) {}
