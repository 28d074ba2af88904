package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInUse;
import static warren.service.support.Bodies.assertUnknownRole;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** UpdateRole and RequestRoleDelete. */
@WarrenTest
class RoleUpdateIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final RoleRequests roles;

  RoleUpdateIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.roles = new RoleRequests(service, rows, admin);
  }

  private Reply delete(String role, String token) throws Exception {
    return service.client().call("RequestRoleDelete", Map.of("id", rows.roleId(role)), token);
  }

  @Test
  void anUpdateChangesTheTimeAndOnlyTheFieldsThatItContains() throws Exception {
    roles
        .create(
            Map.of(
                "name",
                "librarian",
                "level",
                5,
                "description",
                "Keeps the books",
                "permissions",
                List.of("CAN_BAN_USERS")),
            admin)
        .data();
    rows.change("update role set created_at = '2020-01-01', updated_at = '2020-01-01'");

    var reply = roles.update("librarian", Map.of(), admin);
    assertEquals("ConfirmRoleUpdate", reply.properties().getType());
    roles.assertRole(reply.data(), "librarian", 5, "'Keeps the books'", "CAN_BAN_USERS");
    assertEquals(Instant.parse("2020-01-01T00:00:00Z"), roles.time("created_at", "librarian"));
    assertTrue(
        roles.time("updated_at", "librarian").isAfter(Instant.parse("2026-01-01T00:00:00Z")));

    roles.assertRole(
        roles.update("librarian", "level", 20).data(),
        "librarian",
        20,
        "'Keeps the books'",
        "CAN_BAN_USERS");
    roles.assertRole(
        roles.update("librarian", "description", "Lends them").data(),
        "librarian",
        20,
        "'Lends them'",
        "CAN_BAN_USERS");
    roles.assertRole(
        roles
            .update("librarian", "permissions", List.of("CAN_READ_AUDIT", "CAN_FLAG_USERS"))
            .data(),
        "librarian",
        20,
        "'Lends them'",
        "CAN_FLAG_USERS",
        "CAN_READ_AUDIT");
    roles.assertRole(
        roles.update("librarian", "permissions", List.of()).data(),
        "librarian",
        20,
        "'Lends them'");
    roles.update("librarian", "permissions", List.of("CAN_READ_AUDIT")).data();
    Map<String, Object> cleared = new HashMap<>();
    cleared.put("description", null);
    cleared.put("name", null);
    cleared.put("level", null);
    cleared.put("permissions", null);
    roles.assertRole(roles.update("librarian", cleared, admin).data(), "librarian", 20, "null");
    var renamed = roles.update("librarian", "name", "LIBRARIAN").data();
    roles.assertRole(renamed, "LIBRARIAN", 20, "null");
    assertEquals(renamed, roles.read("librarian"));
    var moved = roles.update("librarian", "name", "porter").data();
    roles.assertRole(moved, "porter", 20, "null");
  }

  @Test
  void theSenderMustBeAboveTheRoleAndHoldItsPermissionsBeforeAndAfterTheChange() throws Exception {
    rows.role("keeper", 5, "CAN_MANAGE_ROLES", "CAN_READ_ACCOUNTS");
    rows.role("equal", 5, "CAN_READ_ACCOUNTS");
    rows.role("lower", 4, "CAN_READ_ACCOUNTS");
    rows.role("higher", 6);
    rows.role("more", 0, "CAN_BAN_USERS");
    var keeper = service.holder("bob", "keeper");
    for (var role : List.of("keeper", "equal", "higher", "more", "moderator", "admin")) {
      assertForbidden(roles.update(role, Map.of("description", "x"), keeper));
      assertForbidden(roles.update(role, Map.of("level", 0, "permissions", List.of()), keeper));
      assertForbidden(delete(role, keeper));
    }
    for (var level : List.of(5, 6, 20)) {
      assertForbidden(roles.update("lower", Map.of("level", level), keeper));
    }
    assertForbidden(roles.update("lower", Map.of("permissions", List.of("CAN_BAN_USERS")), keeper));
    roles.assertRole(roles.read("equal"), "equal", 5, "null", "CAN_READ_ACCOUNTS");
    roles.assertRole(roles.read("lower"), "lower", 4, "null", "CAN_READ_ACCOUNTS");
    roles.assertRole(roles.read("higher"), "higher", 6, "null");
    roles.assertRole(roles.read("more"), "more", 0, "null", "CAN_BAN_USERS");

    roles.assertRole(
        roles
            .update("lower", Map.of("level", 3, "permissions", List.of("CAN_MANAGE_ROLES")), keeper)
            .data(),
        "lower",
        3,
        "null",
        "CAN_MANAGE_ROLES");
    assertTrue(delete("lower", keeper).data().isNull());
  }

  @Test
  void aPeerCannotBeBannedByLoweringItsRole() throws Exception {
    rows.role("chief", 15, "CAN_MANAGE_ROLES", "CAN_BAN_USERS");
    rows.role("peer", 15);
    var chief = service.holder("bob", "chief");
    service.holder("ada", "peer");
    assertForbidden(roles.update("peer", Map.of("level", 0), chief));
    var ada = Map.of("user_id", rows.account("ada"), "permanent", true);
    assertForbidden(service.client().call("RequestBanUser", ada, chief));
    assertEquals(0, rows.count("ban"));
  }

  @Test
  void aHolderOfModeratorsPermissionsCannotEmptyItFromTheSameLevel() throws Exception {
    rows.role("keeper", 10, "CAN_MANAGE_ROLES");
    service.holder("bob", "keeper");
    rows.give("bob", "moderator");
    var bob = service.token("bob", TestService.PASSWORD);
    var before = roles.read("moderator");
    assertForbidden(roles.update("moderator", Map.of("permissions", List.of()), bob));
    assertEquals(before, roles.read("moderator"));
  }

  @Test
  void aBuiltInRoleCannotBeRenamedMovedOrDeleted() throws Exception {
    for (var role : List.of("user", "moderator", "admin")) {
      var before = roles.read(role);
      assertInUse(roles.update(role, "name", "other"));
      assertInUse(roles.update(role, "name", role.toUpperCase(Locale.ROOT)));
      assertInUse(roles.update(role, "level", 11));
      assertInUse(delete(role, admin));
      assertEquals(before, roles.read(role));
      var same = Map.of("name", role, "level", before.get("level").intValue());
      assertEquals(before.get("name"), roles.update(role, same, admin).data().get("name"));
    }
    assertEquals(3, rows.count("role"));
  }

  @Test
  void descriptionsOfBuiltInRolesAndPermissionsOfTheLowerOnesCanChange() throws Exception {
    for (var role : List.of("user", "moderator")) {
      var before = roles.read(role);
      var changed =
          roles
              .update(
                  role,
                  Map.of("description", "Other", "permissions", List.of("CAN_READ_AUDIT")),
                  admin)
              .data();
      roles.assertRole(changed, role, before.get("level").intValue(), "'Other'", "CAN_READ_AUDIT");
      var permissions = new ArrayList<String>();
      before.get("permissions").forEach(p -> permissions.add(p.get("id").textValue()));
      var restored =
          roles
              .update(
                  role,
                  Map.of(
                      "description",
                      before.get("description").textValue(),
                      "permissions",
                      permissions),
                  admin)
              .data();
      assertEquals(before.get("permissions"), restored.get("permissions"));
    }
  }

  @Test
  void theAdministratorRoleRetainsAllPermissions() throws Exception {
    var every = List.of(roles.everyPermission());
    assertInUse(roles.update("admin", "permissions", List.of()));
    assertInUse(roles.update("admin", "permissions", every.subList(1, every.size())));
    roles.assertRole(
        roles.read("admin"), "admin", 20, "'Holds every permission'", roles.everyPermission());
    roles.assertRole(
        roles.update("admin", "permissions", every).data(),
        "admin",
        20,
        "'Holds every permission'",
        roles.everyPermission());
  }

  @Test
  void aRoleThatAnAccountOrGroupHoldsIsNotDeleted() throws Exception {
    roles.create(Map.of("name", "librarian"), admin).data();
    service.account("ada");
    rows.give("ada", "librarian");
    assertInUse(delete("librarian", admin));
    rows.take("ada", "librarian");
    var group = rows.group("Staff", false, "librarian");
    assertInUse(delete("librarian", admin));
    rows.change("delete from account_group where id = ?", group);

    var id = rows.roleId("librarian");
    var reply = delete("librarian", admin);
    assertTrue(reply.data().isNull());
    assertEquals("ConfirmRoleDeletion", reply.properties().getType());
    assertUnknownRole(service.client().call("RequestRoleData", Map.of("id", id), admin));
    roles.create(Map.of("name", "librarian"), admin).data();
  }
}
