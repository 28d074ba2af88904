package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInUse;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertNameTaken;
import static warren.service.support.Bodies.assertUnknownPermission;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BusyCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Answer;
import warren.service.support.TestService;

class PermissionIT {
  private static final UUID UNKNOWN = UUID.fromString("019449c5-6f00-7000-8000-000000000009");

  private static TestService service;
  private static Rows rows;
  private static String admin;

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(Map.of());
    rows = new Rows(service);
    admin = service.adminToken();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void empty() {
    rows.deleteMade();
  }

  private static Answer create(String name) throws Exception {
    return service.client().call("RequestPermissionCreate", Map.of("name", name), admin);
  }

  private static Answer update(String permission, Map<String, ?> changes, String token)
      throws Exception {
    Map<String, Object> body = new HashMap<>(changes);
    body.put("id", rows.permissionId(permission));
    return service.client().call("UpdatePermission", body, token);
  }

  private static Answer delete(String permission, String token) throws Exception {
    var body = Map.of("id", rows.permissionId(permission));
    return service.client().call("RequestPermissionDelete", body, token);
  }

  private static JsonNode read(String permission) throws Exception {
    var body = Map.of("id", rows.permissionId(permission));
    return service.client().call("RequestPermissionData", body, admin).data();
  }

  private static Answer list(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAllPermissions", body, admin);
  }

  private static List<String> names(JsonNode data) {
    List<String> names = new ArrayList<>();
    data.get("permissions").forEach(permission -> names.add(permission.get("name").textValue()));
    return names;
  }

  /** A permission as replies have it; its times are the row's. */
  private static JsonNode permission(String name, String description) throws Exception {
    return json(
        "{id: '%s', name: '%s', description: %s, created_at: '%s', updated_at: '%s'}",
        rows.permissionId(name),
        name,
        description,
        time("created_at", name),
        time("updated_at", name));
  }

  private static Instant time(String column, String permission) {
    return rows.one(
        Instant.class, "select %s from permission where name = ?".formatted(column), permission);
  }

  /** The names of the roles that have a permission. */
  private static List<String> rolesWith(String permission) {
    return rows.all(
        String.class,
        """
        select name from role_permission join role on role.id = role_id
        where permission_id = ? order by name
        """,
        rows.permissionId(permission));
  }

  private static void assertAdministratorHoldsAll() {
    assertEquals(
        rows.all(String.class, "select name from permission order by name"),
        rows.all(
            String.class,
            """
            select permission.name from role_permission
            join permission on permission.id = permission_id
            where role_id = ? order by permission.name
            """,
            rows.roleId("admin")));
  }

  /** Asserts the whole of a permission after it was read or changed. */
  private static void assertPermission(JsonNode actual, String name, String description)
      throws Exception {
    assertEquals(permission(name, description), actual);
  }

  @Test
  void aPermissionIsCreatedAndReadWholeAndTheAdministratorHoldsIt() throws Exception {
    var body = Map.of("name", "CAN_LEND_BOOKS", "description", "Lend books");
    var answer = service.client().call("RequestPermissionCreate", body, admin);
    assertPermission(answer.data(), "CAN_LEND_BOOKS", "'Lend books'");
    assertEquals("ConfirmPermissionCreation", answer.properties().getType());
    assertPermission(read("CAN_LEND_BOOKS"), "CAN_LEND_BOOKS", "'Lend books'");
    assertEquals(time("created_at", "CAN_LEND_BOOKS"), time("updated_at", "CAN_LEND_BOOKS"));
    assertPermission(create("lend").data(), "lend", "null");
    assertEquals(List.of("admin"), rolesWith("CAN_LEND_BOOKS"));
    assertAdministratorHoldsAll();

    // held since the next request, so it may be given
    var role = Map.of("name", "librarian", "permissions", List.of("CAN_LEND_BOOKS", "LEND"));
    service.client().call("RequestRoleCreate", role, admin).data();
    assertEquals(List.of("admin", "librarian"), rolesWith("CAN_LEND_BOOKS"));
  }

  @Test
  void whoeverIsSignedInReads() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    var body = Map.of("id", rows.permissionId("CAN_BAN_USERS"));
    assertPermission(
        service.client().call("RequestPermissionData", body, token).data(),
        "CAN_BAN_USERS",
        "'Ban and unban accounts'");
    assertEquals(
        list(Map.of()).data(),
        service.client().call("RequestAllPermissions", Map.of(), token).data());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lend", "LEND", "\uFF2Cend", "CAN_BAN_USERS", "can_ban_users"})
  void aNameIsTakenWithoutRegardToCaseAndWidth(String name) throws Exception {
    create("Lend").data();
    create("other").data();
    assertNameTaken(create(name));
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
  void aNameThatCanNotBeOneIsRefused(String name, String problem) throws Exception {
    create("lend").data();
    var fields = "{name: ['%s']}".formatted(problem);
    assertInvalidFields(fields, create(name));
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
    create("x".repeat(64)).data();
  }

  @Test
  void anUnknownPermissionIsRefused() throws Exception {
    for (var operation :
        List.of("RequestPermissionData", "UpdatePermission", "RequestPermissionDelete")) {
      assertUnknownPermission(service.client().call(operation, Map.of("id", UNKNOWN), admin));
    }
  }

  @Test
  void anUpdateChangesWhatItNamesAndTheTime() throws Exception {
    create("lend").data();
    rows.change("update permission set created_at = '2020-01-01', updated_at = '2020-01-01'");
    var answer = update("lend", Map.of("description", "Lend books"), admin);
    assertEquals("ConfirmPermissionUpdate", answer.properties().getType());
    assertPermission(answer.data(), "lend", "'Lend books'");
    assertEquals(Instant.parse("2020-01-01T00:00:00Z"), time("created_at", "lend"));
    assertTrue(time("updated_at", "lend").isAfter(Instant.parse("2026-01-01T00:00:00Z")));

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
  void onlyWhoHoldsAPermissionChangesOrDeletesIt() throws Exception {
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
  void aBuiltInPermissionKeepsItsNameAndItself() throws Exception {
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
    create("lend").data();
    rows.role("librarian", 1, "lend");
    assertInUse(delete("lend", admin));
    assertEquals(List.of("admin", "librarian"), rolesWith("lend"));
    rows.change("delete from role where name = 'librarian'");

    var id = rows.permissionId("lend");
    var answer = delete("lend", admin);
    assertTrue(answer.data().isNull());
    assertEquals("ConfirmPermissionDeletion", answer.properties().getType());
    assertUnknownPermission(
        service.client().call("RequestPermissionData", Map.of("id", id), admin));
    assertEquals(0, rows.count("role_permission where permission_id = ?", id));
    assertAdministratorHoldsAll();
    create("lend").data();
  }

  @Test
  void aListIsPagedByName() throws Exception {
    create("Zebra").data();
    create("apple").data();
    var all = rows.all(String.class, "select name from permission order by name_key");
    assertEquals(18, all.size());
    for (var limit : List.of(1, 5, 17, 18, 500)) {
      List<String> seen = new ArrayList<>();
      var body = new HashMap<String, Object>(Map.of("limit", limit));
      for (var data = list(body).data(); ; data = list(body).data()) {
        seen.addAll(names(data));
        if (data.get("next").isNull()) {
          break;
        }
        assertEquals(limit, data.get("permissions").size());
        body.put("after", data.get("next").textValue());
      }
      assertEquals(all, seen);
    }
  }

  @Test
  void aListWithoutALimitHoldsFifty() throws Exception {
    rows.change(
        """
        insert into permission (id, name, name_key, created_at, updated_at)
        select gen_random_uuid(), 'p' || n, 'p' || n, now(), now() from generate_series(1, 40) as n
        """);
    var first = list(Map.of()).data();
    assertEquals(50, first.get("permissions").size());
    var rest = list(Map.of("after", first.get("next").textValue())).data();
    assertEquals(6, rest.get("permissions").size());
    assertTrue(rest.get("next").isNull());
  }

  @Test
  void aListIsSearchedByNameAndDescriptionWithoutRegardToCase() throws Exception {
    var body = Map.of("name", "lend", "description", "Verlei\u00DFt 10%");
    service.client().call("RequestPermissionCreate", body, admin).data();
    assertEquals(
        json("{permissions: [%s], next: null}", permission("lend", "'Verlei\u00DFt 10%'")),
        list(Map.of("text", "LEN")).data());
    assertEquals(List.of("lend"), names(list(Map.of("text", "VERLEISST")).data()));
    assertEquals(List.of("lend"), names(list(Map.of("text", "%")).data()));
    assertEquals(
        List.of("CAN_BAN_USERS", "CAN_FLAG_USERS"), names(list(Map.of("text", "_users")).data()));
    assertEquals(
        List.of("CAN_DELETE_SELF", "CAN_UPDATE_SELF"),
        names(list(Map.of("text", "ONE'S OWN")).data()));
    assertEquals(json("{permissions: [], next: null}"), list(Map.of("text", "nothing so")).data());
  }

  @Test
  void aListsWrongFieldsAreRefused() throws Exception {
    assertInvalidFields(
        "{limit: ['must be at least 1'], text: ['must not be empty']}",
        list(Map.of("limit", 0, "text", "")));
    assertInvalidFields("{limit: ['must be at most 500']}", list(Map.of("limit", 501)));
    assertInvalidFields("{after: ['is not a valid cursor']}", list(Map.of("after", "nonsense")));
  }

  @Test
  void theAdministratorHoldsAllThatIsCreatedWhileItsRoleIsChanged() throws Exception {
    try (var caller = BusyCaller.byQueue(service.connection())) {
      List<String> creations = new ArrayList<>();
      List<String> updates = new ArrayList<>();
      for (var i = 0; i < 30; i++) {
        var body =
            Map.of(
                "id",
                rows.roleId("admin"),
                "permissions",
                rows.all(String.class, "select name from permission"));
        updates.add(caller.send("UpdateRole", body, admin));
        creations.add(caller.send("RequestPermissionCreate", Map.of("name", "p" + i), admin));
      }
      assertEquals(Map.of("200", 30L), caller.outcomes(creations));
      var refused = caller.outcomes(updates);
      refused.keySet().removeAll(Set.of("200", "in_use"));
      assertEquals(Map.of(), refused);
    }
    assertEquals(46, rows.count("permission"));
    assertAdministratorHoldsAll();
  }

  @Test
  void aPermissionThatIsDeletedAndGivenAtOnceIsEitherGoneOrGiven() throws Exception {
    try (var caller = BusyCaller.byQueue(service.connection())) {
      for (var round = 0; round < 30; round++) {
        var name = "fleeting" + round;
        var id = create(name).data().get("id").textValue();
        var deletion = caller.send("RequestPermissionDelete", Map.of("id", id), admin);
        var role = Map.of("name", "role" + round, "permissions", List.of(name));
        var creation = caller.send("RequestRoleCreate", role, admin);
        // whoever is looked up after the deletion doesn't hold it, and it isn't there
        var given = caller.outcome(creation).equals("200");
        assertEquals(given ? "in_use" : "200", caller.outcome(deletion));
        assertEquals(given ? "200" : "unknown_permission", caller.outcome(creation));
        assertEquals(given ? 1 : 0, rows.count("permission where name = ?", name));
        assertEquals(given ? 1 : 0, rows.count("role where name = ?", "role" + round));
      }
    }
  }
}
