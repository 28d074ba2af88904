package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInUse;
import static warren.service.support.Bodies.assertUnknownGroup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** UpdateGroup and RequestGroupDelete, also while others join the group. */
@WarrenTest
class GroupUpdateIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final GroupRequests groups;

  GroupUpdateIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.groups = new GroupRequests(service, rows, admin);
  }

  private Reply delete(long group) throws Exception {
    return groups.delete(group, admin);
  }

  @Test
  void anUpdateChangesOnlyTheFieldsThatItContains() throws Exception {
    var staff = rows.group("Staff", false, "user");
    rows.change("update account_group set updated_at = '2020-01-01'");
    var reply = groups.update(staff, Map.of(), admin);
    assertEquals("ConfirmGroupUpdate", reply.properties().getType());
    groups.assertGroup(reply.data(), "Staff", false, groups.role("user", 0));
    assertEquals(0, rows.count("account_group where updated_at < '2026-01-01'"));
    groups.assertGroup(
        groups.update(staff, "name", "STAFF").data(), "STAFF", false, groups.role("user", 0));
    groups.assertGroup(
        groups.update(staff, "name", "Crew").data(), "Crew", false, groups.role("user", 0));
    groups.assertGroup(
        groups.update(staff, "open", false).data(), "Crew", false, groups.role("user", 0));
  }

  @Test
  void nullClearsItsRoles() throws Exception {
    var staff = rows.group("Staff", false, "user");
    Map<String, Object> changes = new HashMap<>();
    changes.put("open", true);
    changes.put("roles", null);
    groups.assertGroup(groups.update(staff, changes, admin).data(), "Staff", true);
  }

  @Test
  void aGroupWithMembersIsNotDeleted() throws Exception {
    service.account("ada");
    var staff = rows.group("Staff", false, "weaker");
    rows.join("ada", staff);
    assertInUse(delete(staff));
    groups.assertGroup(groups.read(staff), "Staff", false, groups.role("weaker", 4));
    rows.change("delete from account_group_member");
    var reply = delete(staff);
    assertTrue(reply.data().isNull());
    assertEquals("ConfirmGroupDeletion", reply.properties().getType());
    assertUnknownGroup(service.client().call("RequestGroupData", Map.of("id", staff), admin));
    groups.create(Map.of("name", "Staff"), admin).data();
  }

  @Test
  void aGroupDeletedAndJoinedConcurrentlyIsEitherDeletedOrHasItsMember() throws Exception {
    service.account("ada");
    var ada = rows.account("ada");
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      for (var round = 0; round < 30; round++) {
        var group = rows.group("Fleeting" + round, false);
        var deletion = caller.send("RequestGroupDelete", Map.of("id", group), admin);
        var body = Map.of("user_id", ada, "groups", List.of(group));
        var joining = caller.send("UpdateAccountGroups", body, admin);
        var joined = caller.outcome(joining).equals("200");
        assertEquals(joined ? "in_use" : "200", caller.outcome(deletion));
        assertEquals(joined ? "200" : "unknown_group", caller.outcome(joining));
        assertEquals(joined ? 1 : 0, rows.count("account_group where id = ?", group));
        assertEquals(joined ? 1 : 0, rows.count("account_group_member where group_id = ?", group));
      }
    }
  }

  @Test
  void joiningAGroupWaitsForAConcurrentChangeOfItsRoles() throws Exception {
    var keeper = service.holder("bob", "keeper");
    service.account("ada");
    var group = rows.group("Staff", false);
    try (var caller = ConcurrentCaller.byQueue(service.connection());
        var editor = service.database().open()) {
      editor.begin();
      editor.execute("update account_group set updated_at = now() where id = ?", group);
      editor.execute("insert into account_group_role values (?, ?)", group, rows.roleId("more"));
      var body = Map.of("user_id", rows.account("ada"), "groups", List.of(group));
      var id = caller.send("UpdateAccountGroups", body, keeper);
      rows.awaitWaiting(1);
      editor.commit();
      assertForbidden(caller.first(id));
    }
    assertEquals(0, rows.count("account_group_member"));
  }
}
