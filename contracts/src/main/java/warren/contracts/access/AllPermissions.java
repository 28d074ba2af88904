package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of permissions.
 *
 * @param permissions the permissions, ordered by name
 * @param next the value of {@code after} for the next page; null on the last page
 */
public record AllPermissions(List<PermissionInfo> permissions, @Nullable String next) {}
