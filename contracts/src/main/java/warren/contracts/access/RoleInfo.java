package warren.contracts.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.fields.Example;
import warren.contracts.fields.RoleId;
import warren.contracts.fields.Timestamp;

/**
 * A role.
 *
 * @param id the role's id
 * @param name the role's name, as entered
 * @param level the role's level
 * @param description the purpose of the role
 * @param permissions the permissions that the role gives, ordered by name
 * @param createdAt the time of creation
 * @param updatedAt the time of the last change
 */
public record RoleInfo(
    @RoleId UUID id,
    @Example("librarian") String name,
    @Example("5") int level,
    @Example("Keeps the books") @Nullable String description,
    List<AccountInfo.Permission> permissions,
    @Timestamp Instant createdAt,
    @Timestamp Instant updatedAt) {}
