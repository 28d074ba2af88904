package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of roles.
 *
 * @param roles the roles, by name
 * @param next what to ask for as {@code after} to get the next page; null at the end
 */
public record AllRoles(List<RoleInfo> roles, @Nullable String next) {}
