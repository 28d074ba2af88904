package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.json;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient.Answer;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** UpdateAccountPrivileges: which role replaces those of an account, and from when on it counts. */
@WarrenTest(processes = 2)
class PrivilegesIT {
  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final String admin;

  private UUID ada = new UUID(0, 0);
  private String token = "";

  PrivilegesIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    rows.role("assigner", 5, "CAN_ASSIGN_ROLES");
    rows.role("weaker", 4);
    rows.role("equal", 5, "CAN_ASSIGN_ROLES");
    rows.role("more", 5, "CAN_ASSIGN_ROLES", "CAN_READ_AUDIT");
    rows.role("weaker-but-more", 1, "CAN_READ_AUDIT");
    rows.role("higher", 6);
    rows.role("reader", 1, "CAN_READ_ACCOUNTS");
  }

  @BeforeEach
  void makeAda() throws Exception {
    service.account("ada");
    ada = rows.account("ada");
    token = service.token("ada", TestService.PASSWORD);
  }

  private Answer assign(UUID target, @Nullable Object role, String token) throws Exception {
    Map<String, @Nullable Object> body = new HashMap<>();
    body.put("user_id", target);
    body.put("new_role", role);
    return service.client().call("UpdateAccountPrivileges", body, token);
  }

  /** The roles that an account holds itself. */
  private List<String> roles(UUID account) {
    return rows.all(
        String.class,
        """
        select name from account_role join role on role.id = role_id
        where account_id = ? order by name
        """,
        account);
  }

  private static void assertUnknownRole(Answer answer) throws Exception {
    assertRefused(404, "unknown_role", "There is no such role.", answer);
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
  void aChangeIsConfirmedWithNothing() throws Exception {
    var answer = assign(ada, "moderator", admin);
    assertEquals(json("{data: null}"), answer.body());
    assertEquals(200, answer.status());
    assertEquals("ConfirmAccountUpdate", answer.properties().getType());
    assertEquals(List.of("moderator"), roles(ada));
  }

  @Test
  void aRoleIsNamedInEveryWay() throws Exception {
    var levels = Map.of("user", 0, "moderator", 10, "admin", 20);
    for (var role : levels.keySet()) {
      for (var way : waysToSay(role, levels.get(role))) {
        rows.change("delete from account_role where account_id = ?", ada);
        rows.give("ada", "weaker");
        assign(ada, way, admin).data();
        assertEquals(List.of(role), roles(ada), way.toString());
      }
    }
    assign(ada, "weaker", admin).data();
    assertEquals(List.of("weaker"), roles(ada));
    assign(ada, rows.roleId("higher"), admin).data();
    assertEquals(List.of("higher"), roles(ada));
  }

  @Test
  void anUnknownRoleIsRefusedAndChangesNothing() throws Exception {
    for (Object unknown : List.of("nobody", "5", 5, 4, 21, -1, UUID.randomUUID())) {
      assertUnknownRole(assign(ada, unknown, admin));
    }
    assertEquals(List.of("user"), roles(ada));
  }

  @Test
  void aRoleMustBeNamed() throws Exception {
    assertInvalidFields("{new_role: ['is required']}", assign(ada, null, admin));
    assertInvalidFields("{new_role: ['must not be empty']}", assign(ada, "", admin));
    assertInvalidFields("{new_role: ['must be text']}", assign(ada, true, admin));
    assertInvalidFields(
        "{new_role: ['is required'], user_id: ['is required']}",
        service.client().call("UpdateAccountPrivileges", Map.of(), admin));
    assertEquals(List.of("user"), roles(ada));
  }

  @Test
  void allRolesAreReplacedButThoseOfGroups() throws Exception {
    rows.give("ada", "weaker");
    rows.give("ada", "reader");
    var group = rows.group("Moderators", false, "moderator", "weaker");
    rows.join("ada", group);
    assign(ada, "higher", admin).data();
    assertEquals(List.of("higher"), roles(ada));
    assertEquals(1, rows.count("account_group_member where group_id = ?", group));

    var data = service.client().call("RequestAccountData", Map.of(), token).data();
    assertEquals("moderator", data.get("role").textValue());
    assertEquals(3, data.get("roles").size());
    for (var i = 0; i < 3; i++) {
      var expected = List.of("moderator", "higher", "weaker").get(i);
      assertEquals(expected, data.get("roles").get(i).get("name").textValue());
    }
  }

  @Test
  void aRoleIsGivenByThoseWhoHoldItsLevelAndAllOfItsPermissions() throws Exception {
    var assigner = service.holder("bob", "assigner");
    for (var role : List.of("user", "weaker", "assigner", "equal")) {
      rows.change("delete from account_role where account_id = ?", ada);
      rows.give("ada", "weaker");
      assign(ada, role, assigner).data();
      assertEquals(List.of(role), roles(ada));
    }
    rows.change("delete from account_role where account_id = ?", ada);
    rows.give("ada", "weaker");
    for (var role : List.of("more", "weaker-but-more", "reader", "higher", "moderator", "admin")) {
      assertForbidden(assign(ada, role, assigner));
      assertEquals(List.of("weaker"), roles(ada));
    }
  }

  @Test
  void whatTheCallerHoldsThroughAGroupCounts() throws Exception {
    var assigner = service.holder("bob", "assigner");
    assertForbidden(assign(ada, "reader", assigner));
    assertForbidden(assign(ada, "higher", assigner));
    rows.join("bob", rows.group("More", false, "higher", "reader"));
    assign(ada, "reader", assigner).data();
    assign(ada, "higher", admin).data();
    assertForbidden(assign(ada, "user", assigner));
  }

  @Test
  void theAccountIsLookedAtBeforeTheRole() throws Exception {
    var assigner = service.holder("bob", "assigner");
    service.account("eve");
    rows.give("eve", "higher");
    assertForbidden(assign(rows.account("eve"), "nobody", assigner));
    assertUnknownAccount(assign(UUID.randomUUID(), "nobody", assigner));
    assertUnknownRole(assign(ada, "nobody", assigner));
    assertForbidden(assign(ada, "nobody", token));
  }

  @Test
  void oneselfIsGivenWhatOneMayGive() throws Exception {
    var assigner = service.holder("bob", "assigner");
    var bob = rows.account("bob");
    for (var role : List.of("more", "higher", "admin")) {
      assertForbidden(assign(bob, role, assigner));
    }
    assign(bob, "equal", assigner).data();
    assertEquals(List.of("equal"), roles(bob));
    assertForbidden(assign(bob, "user", assigner));
    assign(bob, "weaker", assigner).data();
    assertEquals(List.of("weaker"), roles(bob));
    assertForbidden(assign(bob, "weaker", assigner));
  }

  @Test
  void theOnlyAdministratorMayBeMadeOneAgain() throws Exception {
    var boss = rows.account("admin");
    assertRefused(
        409,
        "last_administrator",
        "The last administrator can't be taken away.",
        assign(boss, "moderator", admin));
    assign(boss, "admin", admin).data();
    assertEquals(List.of("admin"), roles(boss));
  }

  @Test
  void permissionsCountOnBothServicesForTheNextRequestOfTheSameToken() throws Exception {
    var other = Map.of("user_id", rows.account("admin"));
    for (var round = 0; round < 5; round++) {
      for (var answer : services.ask("RequestAccountData", other, token)) {
        assertForbidden(answer);
      }
      assign(ada, "reader", admin).data();
      for (var answer : services.ask("RequestAccountData", other, token)) {
        assertEquals("admin", answer.data().get("username").textValue());
      }
      assign(ada, "user", admin).data();
    }
  }

  @Test
  void aRoleThatIsLostTakesItsPermissionsOnOneselfAway() throws Exception {
    var body = Map.of("last_name", "King");
    service.client().call("UpdateAccount", body, token).data();
    assign(ada, "weaker", admin).data();
    assertForbidden(service.client().call("UpdateAccount", body, token));
    assertForbidden(service.client().call("RequestAccountDelete", Map.of("user_id", ada), token));
    service.client().call("RequestAccountData", Map.of(), token).data();
  }

  @Test
  void sessionsStay() throws Exception {
    var second = service.token("ada", TestService.PASSWORD);
    assign(ada, "moderator", admin).data();
    for (var any : List.of(token, second)) {
      var data = service.client().call("RequestAccountData", Map.of(), any).data();
      assertEquals("moderator", data.get("role").textValue());
    }
    assertEquals(2, rows.count("session where account_id = ? and ended_at is null", ada));
  }
}
