package warren.service.accounts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.fields.EmailAddress;
import warren.contracts.fields.GroupList;
import warren.contracts.fields.Limit;
import warren.contracts.fields.PersonName;
import warren.contracts.fields.Username;

/**
 * An account of another program, as a line of an import describes it.
 *
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
