package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.json;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** UpdateAccountPrivileges: which role replaces those of an account, and who may assign it. */
@WarrenTest(processes = 2)
class PrivilegesIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final Privileges privileges;

  PrivilegesIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.privileges = new Privileges(services, service, rows);
  }

  private static void assertUnknownRole(Reply reply) throws Exception {
    assertRefused(404, "unknown_role", "There is no such role.", reply);
  }

  private List<Object> waysToSay(String role, int level) {
    var id = rows.roleId(role).toString();
    return List.of(
        role,
        role.toUpperCase(Locale.ROOT),
        Integer.toString(level),
        level,
        id,
        id.toUpperCase(Locale.ROOT));
  }

  @Test
  void aChangeIsConfirmedWithoutData() throws Exception {
    var reply = privileges.assign(privileges.ada, "moderator", admin);
    assertEquals(json("{data: null}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals("ConfirmAccountUpdate", reply.properties().getType());
    assertEquals(List.of("moderator"), privileges.roles(privileges.ada));
  }

  @Test
  void aRoleIsIdentifiedByNameLevelOrId() throws Exception {
    var levels = Map.of("user", 0, "moderator", 10, "admin", 20);
    for (var role : levels.keySet()) {
      for (var way : waysToSay(role, levels.get(role))) {
        rows.change("delete from account_role where account_id = ?", privileges.ada);
        rows.give("ada", "weaker");
        privileges.assign(privileges.ada, way, admin).data();
        assertEquals(List.of(role), privileges.roles(privileges.ada), way.toString());
      }
    }
    privileges.assign(privileges.ada, "weaker", admin).data();
    assertEquals(List.of("weaker"), privileges.roles(privileges.ada));
    privileges.assign(privileges.ada, rows.roleId("higher"), admin).data();
    assertEquals(List.of("higher"), privileges.roles(privileges.ada));
  }

  @Test
  void anUnknownRoleIsRefusedWithoutAnyChange() throws Exception {
    for (Object unknown : List.of("nobody", "5", 5, 4, 21, -1, UUID.randomUUID())) {
      assertUnknownRole(privileges.assign(privileges.ada, unknown, admin));
    }
    assertEquals(List.of("user"), privileges.roles(privileges.ada));
  }

  @Test
  void aRoleIsRequired() throws Exception {
    assertInvalidFields(
        "{new_role: ['is required']}", privileges.assign(privileges.ada, null, admin));
    assertInvalidFields(
        "{new_role: ['must not be empty']}", privileges.assign(privileges.ada, "", admin));
    assertInvalidFields(
        "{new_role: ['must be text']}", privileges.assign(privileges.ada, true, admin));
    assertInvalidFields(
        "{new_role: ['is required'], user_id: ['is required']}",
        service.client().call("UpdateAccountPrivileges", Map.of(), admin));
    assertEquals(List.of("user"), privileges.roles(privileges.ada));
  }

  @Test
  void allDirectRolesAreReplaced() throws Exception {
    rows.give("ada", "weaker");
    rows.give("ada", "reader");
    var group = rows.group("Moderators", false, "moderator", "weaker");
    rows.join("ada", group);
    privileges.assign(privileges.ada, "higher", admin).data();
    assertEquals(List.of("higher"), privileges.roles(privileges.ada));
    assertEquals(1, rows.count("account_group_member where group_id = ?", group));

    var data = service.client().call("RequestAccountData", Map.of(), privileges.token).data();
    assertEquals("moderator", data.get("role").textValue());
    assertEquals(3, data.get("roles").size());
    for (var i = 0; i < 3; i++) {
      var expected = List.of("moderator", "higher", "weaker").get(i);
      assertEquals(expected, data.get("roles").get(i).get("name").textValue());
    }
  }

  @Test
  void theSenderNeedsTheRolesLevelAndAllItsPermissions() throws Exception {
    var assigner = service.holder("bob", "assigner");
    for (var role : List.of("user", "weaker", "assigner", "equal")) {
      rows.change("delete from account_role where account_id = ?", privileges.ada);
      rows.give("ada", "weaker");
      privileges.assign(privileges.ada, role, assigner).data();
      assertEquals(List.of(role), privileges.roles(privileges.ada));
    }
    rows.change("delete from account_role where account_id = ?", privileges.ada);
    rows.give("ada", "weaker");
    for (var role : List.of("more", "weaker-but-more", "reader", "higher", "moderator", "admin")) {
      assertForbidden(privileges.assign(privileges.ada, role, assigner));
      assertEquals(List.of("weaker"), privileges.roles(privileges.ada));
    }
  }

  @Test
  void rolesOfGroupsDetermineTheSendersLevel() throws Exception {
    var assigner = service.holder("bob", "assigner");
    assertForbidden(privileges.assign(privileges.ada, "reader", assigner));
    assertForbidden(privileges.assign(privileges.ada, "higher", assigner));
    rows.join("bob", rows.group("More", false, "higher", "reader"));
    privileges.assign(privileges.ada, "reader", assigner).data();
    privileges.assign(privileges.ada, "higher", admin).data();
    assertForbidden(privileges.assign(privileges.ada, "user", assigner));
  }

  @Test
  void theAccountIsCheckedBeforeTheRole() throws Exception {
    var assigner = service.holder("bob", "assigner");
    service.account("eve");
    rows.give("eve", "higher");
    assertForbidden(privileges.assign(rows.account("eve"), "nobody", assigner));
    assertUnknownAccount(privileges.assign(UUID.randomUUID(), "nobody", assigner));
    assertUnknownRole(privileges.assign(privileges.ada, "nobody", assigner));
    assertForbidden(privileges.assign(privileges.ada, "nobody", privileges.token));
  }

  @Test
  void theOwnAccountCanGetEveryRoleThatTheSenderMayAssign() throws Exception {
    var assigner = service.holder("bob", "assigner");
    var bob = rows.account("bob");
    for (var role : List.of("more", "higher", "admin")) {
      assertForbidden(privileges.assign(bob, role, assigner));
    }
    privileges.assign(bob, "equal", assigner).data();
    assertEquals(List.of("equal"), privileges.roles(bob));
    assertForbidden(privileges.assign(bob, "user", assigner));
    privileges.assign(bob, "weaker", assigner).data();
    assertEquals(List.of("weaker"), privileges.roles(bob));
    assertForbidden(privileges.assign(bob, "weaker", assigner));
  }
}
