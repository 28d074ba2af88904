package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Roles that several requests change, assign and delete at the same time. */
@WarrenTest
class RoleRacesIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final RoleRequests roles;

  RoleRacesIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.roles = new RoleRequests(service, rows, admin);
  }

  @Test
  void aChangeAppliesToTheNextRequestOfTheRolesHolders() throws Exception {
    roles.create(Map.of("name", "reader", "level", 3), admin).data();
    var token = service.holder("ada", "reader");
    var boss = Map.of("user_id", rows.account("admin"));
    for (var round = 0; round < 3; round++) {
      assertForbidden(service.client().call("RequestAccountData", boss, token));
      roles.update("reader", "permissions", List.of("CAN_READ_ACCOUNTS")).data();
      service.client().call("RequestAccountData", boss, token).data();
      roles.update("reader", "permissions", List.of()).data();
    }
  }

  @Test
  void aRoleDeletedAndAssignedConcurrentlyIsEitherDeletedOrHeld() throws Exception {
    service.account("ada");
    var ada = rows.account("ada");
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      for (var round = 0; round < 30; round++) {
        var name = "fleeting" + round;
        rows.role(name, 1);
        var id = rows.roleId(name);
        var deletion = caller.send("RequestRoleDelete", Map.of("id", id), admin);
        var grant =
            caller.send("UpdateAccountRoles", Map.of("user_id", ada, "roles", List.of(id)), admin);
        var held = caller.first(grant).status() == 200;
        assertEquals(held ? "in_use" : "200", caller.outcome(deletion));
        assertEquals(held ? "200" : "unknown_role", caller.outcome(grant));
        assertEquals(held ? 1 : 0, rows.count("role where id = ?", id));
        assertEquals(held ? 1 : 0, rows.count("account_role where role_id = ?", id));
      }
    }
  }

  @Test
  void assigningARoleWaitsForAConcurrentChangeOfIt() throws Exception {
    rows.role("assigner", 5, "CAN_ASSIGN_ROLES");
    rows.role("growing", 1);
    var assigner = service.holder("bob", "assigner");
    service.account("ada");
    var body = Map.of("user_id", rows.account("ada"), "roles", List.of("growing"));
    try (var caller = ConcurrentCaller.byQueue(service.connection());
        var editor = service.database().open()) {
      editor.begin();
      editor.execute("update role set updated_at = now() where name = 'growing'");
      editor.execute(
          "insert into role_permission values (?, ?)",
          rows.roleId("growing"),
          rows.permissionId("CAN_BAN_USERS"));
      var id = caller.send("UpdateAccountRoles", body, assigner);
      rows.awaitWaiting(1);
      editor.commit();
      assertForbidden(caller.first(id));
    }
    assertEquals(List.of("user"), rows.rolesOf("ada"));
  }

  @Test
  void changingARoleWaitsForAConcurrentAssignmentOfIt() throws Exception {
    rows.role("growing", 1);
    try (var caller = ConcurrentCaller.byQueue(service.connection());
        var giver = service.database().open()) {
      giver.begin();
      giver.execute("select from role where name = 'growing' for share");
      var body = Map.of("id", rows.roleId("growing"), "level", 7);
      var id = caller.send("UpdateRole", body, admin);
      rows.awaitWaiting(1);
      assertEquals(List.of(), caller.replies(id));
      giver.commit();
      roles.assertRole(caller.first(id).data(), "growing", 7, "null");
    }
  }

  @Test
  void concurrentUpdatesOfARoleLeaveThePermissionsOfOneOfThem() throws Exception {
    rows.role("busy", 1);
    var id = rows.roleId("busy");
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> ids = new ArrayList<>();
      var sets =
          List.of(
              List.of("CAN_BAN_USERS", "CAN_FLAG_USERS"),
              List.of("CAN_BAN_USERS", "CAN_FLAG_USERS", "CAN_READ_AUDIT"),
              List.of("CAN_READ_AUDIT"));
      for (var i = 0; i < 60; i++) {
        ids.add(caller.send("UpdateRole", Map.of("id", id, "permissions", sets.get(i % 3)), admin));
      }
      assertEquals(Map.of("200", 60L), caller.outcomes(ids));
      var left =
          rows.all(
              String.class,
              """
              select name from role_permission join permission on permission.id = permission_id
              where role_id = ? order by name
              """,
              id);
      assertTrue(sets.contains(left), left::toString);
    }
  }
}
