package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertNameTaken;
import static warren.service.support.Bodies.assertUnknownPermission;
import static warren.service.support.Bodies.assertUnknownRole;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestRoleCreate and RequestRoleData. */
@WarrenTest
class RoleCreateIT {
  private static final UUID UNKNOWN = UUID.fromString("019449c5-6f00-7000-8000-000000000009");

  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final RoleRequests roles;

  RoleCreateIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.roles = new RoleRequests(service, rows, admin);
  }

  @Test
  void aRoleIsCreatedAndReadWhole() throws Exception {
    var before = Instant.now();
    var reply =
        roles.create(
            Map.of(
                "name",
                "Librarian",
                "level",
                5,
                "description",
                "Keeps the books",
                "permissions",
                List.of(
                    "can_read_accounts",
                    rows.permissionId("CAN_BAN_USERS"),
                    "CAN_BAN_USERS",
                    rows.permissionId("CAN_READ_AUDIT").toString().toUpperCase(Locale.ROOT))),
            admin);
    var whole =
        roles.role(
            "Librarian",
            5,
            "'Keeps the books'",
            "CAN_BAN_USERS",
            "CAN_READ_ACCOUNTS",
            "CAN_READ_AUDIT");
    assertEquals(whole, reply.data());
    assertEquals("ConfirmRoleCreation", reply.properties().getType());
    assertEquals(whole, roles.read("librarian"));
    assertEquals(roles.time("created_at", "Librarian"), roles.time("updated_at", "Librarian"));
    assertTrue(roles.time("created_at", "Librarian").isAfter(before.minusMillis(1)));
  }

  @Test
  void onlyTheNameIsRequired() throws Exception {
    var reply = roles.create(Map.of("name", "plain"), admin);
    roles.assertRole(reply.data(), "plain", 0, "null");
    roles.assertRole(
        roles.create(Map.of("name", "top", "level", "20"), admin).data(), "top", 20, "null");
  }

  @Test
  void builtInRolesAreReadLikeOthers() throws Exception {
    roles.assertRole(
        roles.read("user"), "user", 0, "'Everybody'", "CAN_DELETE_SELF", "CAN_UPDATE_SELF");
    roles.assertRole(
        roles.read("admin"), "admin", 20, "'Holds every permission'", roles.everyPermission());
  }

  @Test
  void everySignedInAccountReadsRoles() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    var reply = service.client().call("RequestRoleData", Map.of("id", rows.roleId("admin")), token);
    assertEquals(roles.read("admin"), reply.data());
    assertEquals(
        roles.list(Map.of()).data(),
        service.client().call("RequestAllRoles", Map.of(), token).data());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Librarian", "LIBRARIAN", "\uFF4Cibrarian", "user", "ADMIN"})
  void aNameIsTakenWithoutRegardToCaseAndWidth(String name) throws Exception {
    roles.create(Map.of("name", "librarian"), admin).data();
    roles.create(Map.of("name", "porter"), admin).data();
    assertNameTaken(roles.create(Map.of("name", name), admin));
    assertNameTaken(roles.update("porter", "name", name));
    assertEquals(2, rows.count("role where not built_in"));
    assertEquals(1, rows.count("role where name = 'porter'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | must not be a number or an id",
        "-21 | must not be a number or an id",
        "\uFF12\uFF10 | must not be a number or an id",
        "019449c5-6f00-7000-8000-000000000009 | must not be a number or an id",
        "019449C5-6F00-7000-8000-00000000000A | must not be a number or an id",
        "\u3164 | must contain a visible character",
        "'' | must not be empty",
        "' porter' | must not begin or end with white space"
      })
  void anInvalidNameIsRefused(String name, String problem) throws Exception {
    roles.create(Map.of("name", "librarian"), admin).data();
    var fields = "{name: ['%s']}".formatted(problem);
    assertInvalidFields(fields, roles.create(Map.of("name", name), admin));
    assertInvalidFields(fields, roles.update("librarian", "name", name));
    assertEquals(1, rows.count("role where not built_in"));
    assertEquals(1, rows.count("role where name = 'librarian'"));
  }

  @Test
  void limitsAreExact() throws Exception {
    var body = new HashMap<String, Object>();
    body.put("name", "\u00E4".repeat(64));
    body.put("level", 20);
    body.put("description", "x".repeat(500));
    body.put("permissions", List.of("CAN_UPDATE_SELF"));
    roles.create(body, admin).data();
    body.put("name", "x".repeat(65));
    body.put("level", 21);
    body.put("description", "x".repeat(501));
    body.put("permissions", Stream.generate(() -> "CAN_UPDATE_SELF").limit(201).toList());
    assertInvalidFields(
        """
        {name: ['must be at most 64 characters'], level: ['must be at most 20'],
         description: ['must be at most 500 characters'],
         permissions: ['must have at most 200 entries']}
        """,
        roles.create(body, admin));
    body.put("level", -1);
    body.put("permissions", Stream.generate(() -> "CAN_UPDATE_SELF").limit(200).toList());
    body.put("description", "");
    body.put("name", "librarian");
    assertInvalidFields("{level: ['must be at least 0']}", roles.create(body, admin));
  }

  @Test
  void anUnknownPermissionIsRefusedWithoutAnyChange() throws Exception {
    roles
        .create(Map.of("name", "librarian", "permissions", List.of("CAN_BAN_USERS")), admin)
        .data();
    for (var unknown : List.of("CAN_FLY", UNKNOWN.toString(), "", "x".repeat(500))) {
      var permissions = List.of("CAN_READ_ACCOUNTS", unknown);
      assertUnknownPermission(
          roles.create(Map.of("name", "porter", "permissions", permissions), admin));
      assertUnknownPermission(roles.update("librarian", "permissions", permissions));
    }
    assertEquals(1, rows.count("role where not built_in"));
    roles.assertRole(roles.read("librarian"), "librarian", 0, "null", "CAN_BAN_USERS");
  }

  @Test
  void anUnknownRoleIsRefused() throws Exception {
    for (var operation : List.of("RequestRoleData", "UpdateRole", "RequestRoleDelete")) {
      assertUnknownRole(service.client().call(operation, Map.of("id", UNKNOWN), admin));
    }
  }

  @Test
  void aRoleHasAtMostTheLevelAndThePermissionsOfTheSender() throws Exception {
    rows.role("keeper", 5, "CAN_MANAGE_ROLES", "CAN_READ_ACCOUNTS");
    var keeper = service.holder("bob", "keeper");
    for (var body :
        List.<Map<String, ?>>of(
            Map.of("name", "new", "level", 6),
            Map.of("name", "new", "level", 0, "permissions", List.of("CAN_BAN_USERS")),
            Map.of("name", "new", "permissions", List.of("CAN_READ_ACCOUNTS", "CAN_BAN_USERS")))) {
      assertForbidden(roles.create(body, keeper));
    }
    assertEquals(1, rows.count("role where not built_in"));
    var body = Map.of("name", "new", "level", 5, "permissions", List.of("CAN_READ_ACCOUNTS"));
    roles.assertRole(roles.create(body, keeper).data(), "new", 5, "null", "CAN_READ_ACCOUNTS");
  }
}
