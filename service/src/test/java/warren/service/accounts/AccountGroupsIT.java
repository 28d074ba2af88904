package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.assertUnknownGroup;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** UpdateAccountGroups: which groups an account is in, and who may change them. */
@WarrenTest
class AccountGroupsIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final RoleAssignments assignments;

  AccountGroupsIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.assignments = new RoleAssignments(service, rows);
  }

  private List<Long> groupsOf(String username) {
    return rows.all(
        Long.class,
        "select group_id from account_group_member where account_id = ? order by group_id",
        rows.account(username));
  }

  @Test
  void theListReplacesAllGroupsOfTheAccount() throws Exception {
    var staff = rows.group("Staff", false, "moderator");
    var open = rows.group("Open", true);
    var third = rows.group("Third", false);
    rows.change("update account set updated_at = '2020-01-01'");
    var reply = assignments.put("ada", List.of(open, staff, open), admin);
    assertTrue(reply.data().isNull());
    assertEquals("ConfirmAccountUpdate", reply.properties().getType());
    assertEquals(List.of(staff, open), groupsOf("ada"));
    assertEquals(1, rows.count("account where updated_at > '2026-01-01'"));
    assignments.put("ada", List.of(third, Long.toString(open)), admin).data();
    assertEquals(List.of(open, third), groupsOf("ada"));
    assignments.put("ada", List.of(), admin).data();
    assertEquals(List.of(), groupsOf("ada"));
    assertEquals(List.of("user"), rows.rolesOf("ada"));
  }

  @Test
  void anUnknownGroupIsRefusedWithoutAnyChange() throws Exception {
    var staff = rows.group("Staff", false);
    var other = rows.group("Other", false);
    rows.join("ada", staff);
    for (var unknown : List.of(0L, -1L, other + 1, Long.MAX_VALUE)) {
      assertUnknownGroup(assignments.put("ada", List.of(other, unknown), admin));
      assertEquals(List.of(staff), groupsOf("ada"));
    }
    var many = Stream.generate(() -> other).limit(101).toList();
    assertInvalidFields(
        "{groups: ['must have at most 100 entries']}", assignments.put("ada", many, admin));
    var body = Map.of("user_id", RoleAssignments.UNKNOWN, "groups", List.of());
    assertUnknownAccount(service.client().call("UpdateAccountGroups", body, admin));
  }

  @Test
  void anAccountJoinsOnlyGroupsWhoseRolesTheSenderMayAssign() throws Exception {
    var assigner = service.holder("bob", "assigner");
    var weaker = rows.group("Weaker", false, "weaker", "user");
    var higher = rows.group("Higher", false, "weaker", "higher");
    var more = rows.group("More", false, "more");
    for (var group : List.of(higher, more)) {
      assertForbidden(assignments.put("ada", List.of(weaker, group), assigner));
      assertForbidden(assignments.put("bob", List.of(weaker, group), assigner));
    }
    assertEquals(0, rows.count("account_group_member"));
    assignments.put("ada", List.of(weaker), assigner).data();
    assertEquals(List.of(weaker), groupsOf("ada"));
    // groups that the account is already in are neither assigned nor an obstacle
    rows.join("ada", more);
    assignments.put("ada", List.of(more), assigner).data();
    assertEquals(List.of(more), groupsOf("ada"));
    assignments.put("ada", List.of(), assigner).data();
    assertForbidden(assignments.put("ada", List.of(more), assigner));
    assertEquals(List.of(), groupsOf("ada"));
  }

  @Test
  void onlyHigherAccountsChangeTheGroupsOfOthers() throws Exception {
    var assigner = service.holder("bob", "assigner");
    service.account("eve");
    rows.give("eve", "equal");
    assertForbidden(assignments.put("eve", List.of(), assigner));
    assertForbidden(assignments.assign("eve", List.of("user"), assigner));
    assignments.assign("eve", List.of("user"), admin).data();
    assignments.put("eve", List.of(), assigner).data();
    assignments.assign("eve", List.of("user"), assigner).data();
  }
}
