package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of roles.
 *
 * @param roles the roles, ordered by name
 * @param next the value of {@code after} for the next page; null on the last page
 */
public record AllRoles(List<RoleInfo> roles, @Nullable String next) {}
