package warren.service.accounts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.fields.Email;
import warren.contracts.fields.Limit;
import warren.contracts.fields.Trimmed;

/**
 * An account of another program, as a line of an import says it.
 *
 * @param username 1 to 64 code points, unique without regard to case
 * @param passwordHash Argon2i, Argon2id, bcrypt or Django's pbkdf2_sha256; without one the account
 *     can't be logged in to before a reset
 * @param userEmail at most 254 code points, unique without regard to case
 * @param firstName at most 100 code points
 * @param lastName at most 100 code points
 * @param enabled whether it may log in; true if absent
 * @param roles {@code user} if absent
 * @param groups names of groups to be in, at most 100
 * @param createdAt when the other program made it; now if absent
 * @param lastLogin when it was last logged in to, if ever
 */
public record ImportedAccount(
    @Limit(max = 64) @Trimmed String username,
    @Nullable Secret passwordHash,
    @Limit(max = 254) @Email @Nullable String userEmail,
    @Limit(min = 0, max = 100) @Nullable String firstName,
    @Limit(min = 0, max = 100) @Nullable String lastName,
    @Nullable Boolean enabled,
    @Limit(max = 100) @Nullable List<RoleReference> roles,
    @Limit(min = 0, max = 100) @Nullable List<String> groups,
    @Nullable Instant createdAt,
    @Nullable Instant lastLogin) {}
