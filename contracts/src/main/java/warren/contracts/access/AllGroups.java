package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of groups.
 *
 * @param groups the groups, ordered by name
 * @param next the value of {@code after} for the next page; null on the last page
 */
public record AllGroups(List<GroupInfo> groups, @Nullable String next) {}
