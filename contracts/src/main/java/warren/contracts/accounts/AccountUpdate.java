package warren.contracts.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.Example;
import warren.contracts.fields.Timestamp;

/**
 * An account after its change.
 *
 * @param username the user name, as entered
 * @param userEmail the e-mail address, as entered
 * @param updatedAt the time of the change
 */
public record AccountUpdate(
    @Example("ada") String username,
    @Example("ada@example.org") @Nullable String userEmail,
    @Timestamp Instant updatedAt) {}
