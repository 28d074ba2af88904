package warren.service.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.EmailAddress;
import warren.contracts.fields.GroupList;
import warren.contracts.fields.Limit;
import warren.contracts.fields.PersonName;
import warren.contracts.fields.Username;

/**
 * An account of another program, as an import describes it.
 *
 * @param userId the id; a new one if absent
 * @param number the serial number, which leaves as many for later accounts that every JSON reader
 *     represents exactly; the next one if absent
 * @param username the user name, unique without regard to case
 * @param passwordHash a hash in one of the formats in docs/import.md; without one, the user can log
 *     in only after a password reset
 * @param userEmail the e-mail address, unique without regard to case
 * @param firstName the first name
 * @param lastName the last name
 * @param enabled whether the account may log in; true if absent
 * @param roles {@code user} if absent
 * @param groups names of existing groups
 * @param createdAt when the other program created it; the time of the import if absent
 * @param lastLogin time of the last login; never if absent
 */
public record ImportedAccount(
    @AccountId @Nullable UUID userId,
    @Limit(max = 1L << 52) @Nullable Long number,
    @Username String username,
    @Nullable Secret passwordHash,
    @EmailAddress @Nullable String userEmail,
    @PersonName @Nullable String firstName,
    @PersonName @Nullable String lastName,
    @Nullable Boolean enabled,
    @Limit(max = 100) @Nullable List<RoleReference> roles,
    @GroupList @Nullable List<String> groups,
    @Nullable Instant createdAt,
    @Nullable Instant lastLogin) {}
