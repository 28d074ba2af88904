package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.assertUnknownRole;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** UpdateAccountRoles: which roles an account gets, and who may assign them. */
@WarrenTest
class AccountRolesIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final RoleAssignments assignments;

  AccountRolesIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.assignments = new RoleAssignments(service, rows);
  }

  @Test
  void theListReplacesAllRolesOfTheAccount() throws Exception {
    rows.join("ada", rows.group("Staff", false, "weaker"));
    rows.change("update account set updated_at = '2020-01-01'");
    var reply = assignments.assign("ada", List.of("moderator", "equal", "MODERATOR"), admin);
    assertTrue(reply.data().isNull());
    assertEquals("ConfirmAccountUpdate", reply.properties().getType());
    assertEquals(List.of("equal", "moderator"), rows.rolesOf("ada"));
    assertEquals(1, rows.count("account where updated_at > '2026-01-01'"));
    assertEquals(1, rows.count("account_group_member"));

    for (Object name : List.of("user", "USER", 0, "0", rows.roleId("user"))) {
      assignments.assign("ada", List.of("weaker", name), admin).data();
      assertEquals(List.of("user", "weaker"), rows.rolesOf("ada"));
      assignments.assign("ada", List.of("higher"), admin).data();
      assertEquals(List.of("higher"), rows.rolesOf("ada"));
    }
  }

  @Test
  void aListHasOneToAHundredRoles() throws Exception {
    assertInvalidFields(
        "{roles: ['must not be empty']}", assignments.assign("ada", List.of(), admin));
    var many = Stream.generate(() -> "weaker").limit(101).toList();
    assertInvalidFields(
        "{roles: ['must have at most 100 entries']}", assignments.assign("ada", many, admin));
    assertInvalidFields(
        "{roles: ['entry 1 must not be empty']}",
        assignments.assign("ada", List.of("user", ""), admin));
    assertEquals(List.of("user"), rows.rolesOf("ada"));
    assignments.assign("ada", many.subList(0, 100), admin).data();
    assertEquals(List.of("weaker"), rows.rolesOf("ada"));
  }

  @Test
  void anUnknownRoleIsRefusedWithoutAnyChange() throws Exception {
    // only built-in roles are identified by their level
    for (Object unknown : List.of("nobody", 5, "21", RoleAssignments.UNKNOWN)) {
      assertUnknownRole(assignments.assign("ada", List.of("moderator", unknown), admin));
      assertEquals(List.of("user"), rows.rolesOf("ada"));
    }
  }

  @Test
  void theAccountIsCheckedBeforeTheRoles() throws Exception {
    var assigner = service.holder("bob", "assigner");
    service.account("eve");
    rows.give("eve", "equal");
    assertForbidden(assignments.assign("eve", List.of("nobody"), assigner));
    assertForbidden(assignments.assign("admin", List.of("nobody"), assigner));
    assertUnknownAccount(assignments.assign(RoleAssignments.UNKNOWN, List.of("nobody"), assigner));
    var eve = rows.account("eve");
    service.client().call("RequestAccountDelete", Map.of("user_id", eve), admin).data();
    assertUnknownAccount(assignments.assign(eve, List.of("nobody"), assigner));
  }

  @Test
  void onlyRolesThatTheSenderMayAssignAreAdded() throws Exception {
    var assigner = service.holder("bob", "assigner");
    for (var role : List.of("higher", "more", "moderator", "admin")) {
      assertForbidden(assignments.assign("ada", List.of("weaker", role), assigner));
      assertEquals(List.of("user"), rows.rolesOf("ada"));
    }
    assignments.assign("ada", List.of("weaker", "user"), assigner).data();
    assertEquals(List.of("user", "weaker"), rows.rolesOf("ada"));
    // afterwards the account's level is no longer below the sender's
    assignments.assign("ada", List.of("equal", "assigner"), assigner).data();
    assertForbidden(assignments.assign("ada", List.of("user"), assigner));
    assertEquals(List.of("assigner", "equal"), rows.rolesOf("ada"));
  }

  @Test
  void retainedAndRemovedRolesNeedNotBeAssignableByTheSender() throws Exception {
    var assigner = service.holder("bob", "assigner");
    rows.give("ada", "more");
    assignments.assign("ada", List.of("more", "weaker"), assigner).data();
    assertEquals(List.of("more", "weaker"), rows.rolesOf("ada"));
    assignments.assign("ada", List.of("weaker"), assigner).data();
    assertForbidden(assignments.assign("ada", List.of("weaker", "more"), assigner));
    assertEquals(List.of("weaker"), rows.rolesOf("ada"));
  }

  @Test
  void anAccountCannotRaiseItsOwnRoles() throws Exception {
    var assigner = service.holder("bob", "assigner");
    for (var role : List.of("higher", "more", "admin")) {
      assertForbidden(assignments.assign("bob", List.of("assigner", role), assigner));
    }
    assignments.assign("bob", List.of("assigner", "weaker"), assigner).data();
    assertEquals(List.of("assigner", "weaker"), rows.rolesOf("bob"));
    assignments.assign("bob", List.of("weaker"), assigner).data();
    assertForbidden(assignments.assign("bob", List.of("weaker"), assigner));
  }

  @Test
  void rolesOfGroupsDetermineTheLevelsOfSenderAndAccount() throws Exception {
    var assigner = service.holder("bob", "assigner");
    rows.join("bob", rows.group("More", false, "higher", "more"));
    assignments.assign("ada", List.of("higher"), assigner).data();
    assertForbidden(assignments.assign("ada", List.of("more"), assigner));
    assignments.assign("ada", List.of("user"), admin).data();
    assignments.assign("ada", List.of("more"), assigner).data();
    rows.join("ada", rows.group("Higher", false, "higher"));
    assertForbidden(assignments.assign("ada", List.of("user"), assigner));
    assertForbidden(assignments.put("ada", List.of(), assigner));
  }

  @Test
  void anAssignedPermissionAppliesToTheNextRequest() throws Exception {
    var token = service.token("ada", TestService.PASSWORD);
    var boss = Map.of("user_id", rows.account("admin"));
    var moderators = rows.group("Moderators", false, "moderator");
    for (var round = 0; round < 3; round++) {
      assertForbidden(service.client().call("RequestAccountData", boss, token));
      assignments.assign("ada", List.of("moderator"), admin).data();
      service.client().call("RequestAccountData", boss, token).data();
      assignments.assign("ada", List.of("user"), admin).data();
      assertForbidden(service.client().call("RequestAccountData", boss, token));
      assignments.put("ada", List.of(moderators), admin).data();
      service.client().call("RequestAccountData", boss, token).data();
      assignments.put("ada", List.of(), admin).data();
    }
  }
}
