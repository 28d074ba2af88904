package warren.service.access;

import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertUnknownPermission;
import static warren.service.support.Bodies.assertUnknownRole;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/**
 * If a list contains an entry that the sender may not assign, the refusal does not reveal which
 * entries are unknown.
 */
@WarrenTest
class ForbiddenBeforeUnknownIT {
  private final TestService service;
  private final Rows rows;
  private final String keeper;

  ForbiddenBeforeUnknownIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    rows.role("keeper", 5, "CAN_ASSIGN_ROLES", "CAN_MANAGE_ROLES", "CAN_MANAGE_GROUPS");
    this.keeper = service.holder("ada", "keeper");
    service.account("bob");
  }

  private Reply call(String operation, Map<String, ?> body) throws Exception {
    return service.client().call(operation, body, keeper);
  }

  private Reply assign(String... roles) throws Exception {
    var body = Map.of("user_id", rows.account("bob"), "roles", List.of(roles));
    return call("UpdateAccountRoles", body);
  }

  @Test
  void aForbiddenRoleOfAnAccountIsReportedBeforeAnUnknownOne() throws Exception {
    assertForbidden(assign("admin", "nobody"));
    assertForbidden(assign("nobody", "user", "admin"));
    assertUnknownRole(assign("user", "nobody"));
  }

  @Test
  void aForbiddenRoleOfAGroupIsReportedBeforeAnUnknownOne() throws Exception {
    var group = rows.group("Staff", false);
    for (var role : List.of("admin", "moderator")) {
      var roles = List.of("nobody", role);
      assertForbidden(call("RequestGroupCreate", Map.of("name", "Crew", "roles", roles)));
      assertForbidden(call("UpdateGroup", Map.of("id", group, "roles", roles)));
    }
    var roles = List.of("nobody", "user");
    assertUnknownRole(call("RequestGroupCreate", Map.of("name", "Crew", "roles", roles)));
    assertUnknownRole(call("UpdateGroup", Map.of("id", group, "roles", roles)));
  }

  @Test
  void aForbiddenPermissionOfARoleIsReportedBeforeAnUnknownOne() throws Exception {
    rows.role("porter", 1);
    var id = rows.roleId("porter");
    var permissions = List.of("CAN_FLY", "CAN_READ_AUDIT");
    assertForbidden(call("RequestRoleCreate", Map.of("name", "pilot", "permissions", permissions)));
    assertForbidden(call("UpdateRole", Map.of("id", id, "permissions", permissions)));
    permissions = List.of("CAN_FLY", "CAN_MANAGE_ROLES");
    assertForbidden(
        call("RequestRoleCreate", Map.of("name", "x", "level", 6, "permissions", permissions)));
    assertForbidden(call("UpdateRole", Map.of("id", id, "level", 6, "permissions", permissions)));
    assertUnknownPermission(
        call("RequestRoleCreate", Map.of("name", "pilot", "permissions", permissions)));
    assertUnknownPermission(call("UpdateRole", Map.of("id", id, "permissions", permissions)));
  }
}
