package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of permissions.
 *
 * @param permissions the permissions, by name
 * @param next what to ask for as {@code after} to get the next page; null at the end
 */
public record AllPermissions(List<PermissionInfo> permissions, @Nullable String next) {}
