package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of groups.
 *
 * @param groups the groups, by name
 * @param next what to ask for as {@code after} to get the next page; null at the end
 */
public record AllGroups(List<GroupInfo> groups, @Nullable String next) {}
