package warren.gateway.dialects;

import java.util.HashMap;
import java.util.Map;
import warren.client.Caller;
import warren.contracts.access.AllRolesRequest;
import warren.gateway.http.ListResponse;

/** The levels of roles, for the dialects that show one level per user. */
public final class RoleLevels {
  private RoleLevels() {}

  /**
   * Levels by role name: an account states the name of the highest of its own and its groups'
   * roles.
   */
  public static Map<String, Integer> byName(Caller caller) {
    Map<String, Integer> levels = new HashMap<>();
    String after = null;
    do {
      var page = caller.access().allRoles(new AllRolesRequest(null, ListResponse.PAGE_SIZE, after));
      page.roles().forEach(role -> levels.put(role.name(), role.level()));
      after = page.next();
    } while (after != null);
    return levels;
  }
}
