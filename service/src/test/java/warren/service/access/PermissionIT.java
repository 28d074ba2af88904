package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInUse;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertNameTaken;
import static warren.service.support.Bodies.assertUnknownPermission;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestPermissionCreate, RequestPermissionData, UpdatePermission and RequestPermissionDelete. */
@WarrenTest
class PermissionIT {
  private static final UUID UNKNOWN = UUID.fromString("019449c5-6f00-7000-8000-000000000009");

  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final PermissionRequests permissions;

  PermissionIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.permissions = new PermissionRequests(service, rows, admin);
  }

  private Reply update(String permission, Map<String, ?> changes, String token) throws Exception {
    Map<String, Object> body = new HashMap<>(changes);
    body.put("id", rows.permissionId(permission));
    return service.client().call("UpdatePermission", body, token);
  }

  private Reply delete(String permission, String token) throws Exception {
    var body = Map.of("id", rows.permissionId(permission));
    return service.client().call("RequestPermissionDelete", body, token);
  }

  private JsonNode read(String permission) throws Exception {
    var body = Map.of("id", rows.permissionId(permission));
    return service.client().call("RequestPermissionData", body, admin).data();
  }

  /** The names of the roles that have a permission. */
  private List<String> rolesWith(String permission) {
    return rows.all(
        String.class,
        """
        select name from role_permission join role on role.id = role_id
        where permission_id = ? order by name
        """,
        rows.permissionId(permission));
  }

  /** Asserts the whole of a permission after it was read or changed. */
  private void assertPermission(JsonNode actual, String name, String description) throws Exception {
    assertEquals(permissions.permission(name, description), actual);
  }

  @Test
  void aPermissionIsCreatedAndReadWholeAndTheAdministratorHoldsIt() throws Exception {
    var body = Map.of("name", "CAN_LEND_BOOKS", "description", "Lend books");
    var reply = service.client().call("RequestPermissionCreate", body, admin);
    assertPermission(reply.data(), "CAN_LEND_BOOKS", "'Lend books'");
    assertEquals("ConfirmPermissionCreation", reply.properties().getType());
    assertPermission(read("CAN_LEND_BOOKS"), "CAN_LEND_BOOKS", "'Lend books'");
    assertEquals(
        permissions.time("created_at", "CAN_LEND_BOOKS"),
        permissions.time("updated_at", "CAN_LEND_BOOKS"));
    assertPermission(permissions.create("lend").data(), "lend", "null");
    assertEquals(List.of("admin"), rolesWith("CAN_LEND_BOOKS"));
    permissions.assertAdministratorHoldsAll();

    // held since the next request, so it may be given
    var role = Map.of("name", "librarian", "permissions", List.of("CAN_LEND_BOOKS", "LEND"));
    service.client().call("RequestRoleCreate", role, admin).data();
    assertEquals(List.of("admin", "librarian"), rolesWith("CAN_LEND_BOOKS"));
  }

  @Test
  void everySignedInAccountReadsPermissions() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    var body = Map.of("id", rows.permissionId("CAN_BAN_USERS"));
    assertPermission(
        service.client().call("RequestPermissionData", body, token).data(),
        "CAN_BAN_USERS",
        "'Ban and unban accounts'");
    assertEquals(
        permissions.list(Map.of()).data(),
        service.client().call("RequestAllPermissions", Map.of(), token).data());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lend", "LEND", "\uFF2Cend", "CAN_BAN_USERS", "can_ban_users"})
  void aNameIsTakenWithoutRegardToCaseAndWidth(String name) throws Exception {
    permissions.create("Lend").data();
    permissions.create("other").data();
    assertNameTaken(permissions.create(name));
    assertNameTaken(update("other", Map.of("name", name), admin));
    assertEquals(2, rows.count("permission where not built_in"));
    assertEquals(1, rows.count("permission where name = 'other'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | must not be a number or an id",
        "\uFF15 | must not be a number or an id",
        "019449C5-6F00-7000-8000-00000000000A | must not be a number or an id",
        "\u3164 | must contain a visible character",
        "'' | must not be empty",
        "'lend ' | must not begin or end with white space"
      })
  void anInvalidNameIsRefused(String name, String problem) throws Exception {
    permissions.create("lend").data();
    var fields = "{name: ['%s']}".formatted(problem);
    assertInvalidFields(fields, permissions.create(name));
    assertInvalidFields(fields, update("lend", Map.of("name", name), admin));
    assertEquals(1, rows.count("permission where not built_in"));
    assertEquals(1, rows.count("permission where name = 'lend'"));
  }

  @Test
  void limitsAreExact() throws Exception {
    var body = Map.of("name", "x".repeat(65), "description", "x".repeat(501));
    assertInvalidFields(
        """
        {name: ['must be at most 64 characters'],
         description: ['must be at most 500 characters']}
        """,
        service.client().call("RequestPermissionCreate", body, admin));
    permissions.create("x".repeat(64)).data();
  }

  @Test
  void anUnknownPermissionIsRefused() throws Exception {
    for (var operation :
        List.of("RequestPermissionData", "UpdatePermission", "RequestPermissionDelete")) {
      assertUnknownPermission(service.client().call(operation, Map.of("id", UNKNOWN), admin));
    }
  }

  @Test
  void anUpdateChangesTheTimeAndOnlyTheFieldsThatItContains() throws Exception {
    permissions.create("lend").data();
    rows.change("update permission set created_at = '2020-01-01', updated_at = '2020-01-01'");
    var reply = update("lend", Map.of("description", "Lend books"), admin);
    assertEquals("ConfirmPermissionUpdate", reply.properties().getType());
    assertPermission(reply.data(), "lend", "'Lend books'");
    assertEquals(Instant.parse("2020-01-01T00:00:00Z"), permissions.time("created_at", "lend"));
    assertTrue(
        permissions.time("updated_at", "lend").isAfter(Instant.parse("2026-01-01T00:00:00Z")));

    assertPermission(update("lend", Map.of(), admin).data(), "lend", "'Lend books'");
    var renamed = update("lend", Map.of("name", "LEND"), admin).data();
    assertPermission(renamed, "LEND", "'Lend books'");
    Map<String, Object> cleared = new HashMap<>();
    cleared.put("description", null);
    cleared.put("name", null);
    assertPermission(update("LEND", cleared, admin).data(), "LEND", "null");
    assertPermission(read("LEND"), "LEND", "null");
    assertEquals(List.of("admin"), rolesWith("LEND"));
  }

  @Test
  void onlyHoldersOfAPermissionChangeOrDeleteIt() throws Exception {
    rows.role("keeper", 5, "CAN_MANAGE_PERMISSIONS");
    var keeper = service.holder("bob", "keeper");
    service.client().call("RequestPermissionCreate", Map.of("name", "lend"), keeper).data();
    for (var permission : List.of("lend", "CAN_BAN_USERS")) {
      assertForbidden(update(permission, Map.of("description", "x"), keeper));
      assertForbidden(delete(permission, keeper));
    }
    rows.role("lender", 1);
    rows.change(
        "insert into role_permission values (?, ?)",
        rows.roleId("lender"),
        rows.permissionId("lend"));
    rows.give("bob", "lender");
    assertPermission(update("lend", Map.of("description", "x"), keeper).data(), "lend", "'x'");
    assertInUse(delete("lend", keeper));
  }

  @Test
  void aBuiltInPermissionCannotBeRenamedOrDeleted() throws Exception {
    assertInUse(update("CAN_BAN_USERS", Map.of("name", "CAN_BAN"), admin));
    assertInUse(update("CAN_BAN_USERS", Map.of("name", "can_ban_users"), admin));
    assertInUse(delete("CAN_BAN_USERS", admin));
    assertInUse(delete("CAN_READ_AUDIT", admin));
    assertPermission(read("CAN_BAN_USERS"), "CAN_BAN_USERS", "'Ban and unban accounts'");
    var same = Map.of("name", "CAN_BAN_USERS", "description", "Ban");
    assertPermission(update("CAN_BAN_USERS", same, admin).data(), "CAN_BAN_USERS", "'Ban'");
    var before = Map.of("description", "Ban and unban accounts");
    update("CAN_BAN_USERS", before, admin).data();
    assertEquals(16, rows.count("permission"));
  }

  @Test
  void aPermissionIsDeletedUnlessARoleButTheAdministratorsHasIt() throws Exception {
    permissions.create("lend").data();
    rows.role("librarian", 1, "lend");
    assertInUse(delete("lend", admin));
    assertEquals(List.of("admin", "librarian"), rolesWith("lend"));
    rows.change("delete from role where name = 'librarian'");

    var id = rows.permissionId("lend");
    var reply = delete("lend", admin);
    assertTrue(reply.data().isNull());
    assertEquals("ConfirmPermissionDeletion", reply.properties().getType());
    assertUnknownPermission(
        service.client().call("RequestPermissionData", Map.of("id", id), admin));
    assertEquals(0, rows.count("role_permission where permission_id = ?", id));
    permissions.assertAdministratorHoldsAll();
    permissions.create("lend").data();
  }
}
