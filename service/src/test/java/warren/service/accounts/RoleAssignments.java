package warren.service.accounts;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Roles and groups that are assigned to accounts. */
final class RoleAssignments {
  static final UUID UNKNOWN = UUID.fromString("019449c5-6f00-7000-8000-000000000009");

  final TestService service;
  final Rows rows;

  RoleAssignments(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    rows.role("assigner", 5, "CAN_ASSIGN_ROLES", "CAN_MANAGE_GROUPS");
    rows.role("weaker", 4);
    rows.role("equal", 5);
    rows.role("higher", 6);
    rows.role("more", 1, "CAN_BAN_USERS");
    service.account("ada");
  }

  Reply assign(String username, List<?> roles, String token) throws Exception {
    return assign(rows.account(username), roles, token);
  }

  Reply assign(UUID account, List<?> roles, String token) throws Exception {
    var body = Map.of("user_id", account, "roles", roles);
    return service.client().call("UpdateAccountRoles", body, token);
  }

  Reply put(String username, List<?> groups, String token) throws Exception {
    var body = Map.of("user_id", rows.account(username), "groups", groups);
    return service.client().call("UpdateAccountGroups", body, token);
  }
}
