package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInUse;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertNameTaken;
import static warren.service.support.Bodies.assertUnknownPermission;
import static warren.service.support.Bodies.assertUnknownRole;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

class RoleIT {
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

  private static Answer create(Map<String, ?> body, String token) throws Exception {
    return service.client().call("RequestRoleCreate", body, token);
  }

  private static Answer update(String role, Map<String, ?> changes, String token) throws Exception {
    Map<String, Object> body = new HashMap<>(changes);
    body.put("id", rows.roleId(role));
    return service.client().call("UpdateRole", body, token);
  }

  private static Answer update(String role, String field, Object value) throws Exception {
    return update(role, Map.of(field, value), admin);
  }

  private static Answer delete(String role, String token) throws Exception {
    return service.client().call("RequestRoleDelete", Map.of("id", rows.roleId(role)), token);
  }

  private static JsonNode read(String role) throws Exception {
    return service.client().call("RequestRoleData", Map.of("id", rows.roleId(role)), admin).data();
  }

  private static Answer list(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAllRoles", body, admin);
  }

  private static List<String> names(JsonNode data) {
    List<String> names = new ArrayList<>();
    data.get("roles").forEach(role -> names.add(role.get("name").textValue()));
    return names;
  }

  /** A role as replies have it, its permissions by name; its times are the row's. */
  private static JsonNode role(String name, int level, String description, String... permissions)
      throws Exception {
    var each = Stream.of(permissions).map(RoleIT::permission).collect(Collectors.joining(", "));
    return json(
        """
        {id: '%s', name: '%s', level: %d, description: %s, permissions: [%s],
         created_at: '%s', updated_at: '%s'}
        """,
        rows.roleId(name.toLowerCase(Locale.ROOT)),
        name,
        level,
        description,
        each,
        time("created_at", name),
        time("updated_at", name));
  }

  private static String permission(String name) {
    return rows.one(
        String.class,
        "select json_build_object('id', id, 'name', name, 'description', description)::text"
            + " from permission where name = ?",
        name);
  }

  private static Instant time(String column, String role) {
    return rows.one(Instant.class, "select %s from role where name = ?".formatted(column), role);
  }

  private static String[] everyPermission() {
    return rows.all(String.class, "select name from permission order by name")
        .toArray(String[]::new);
  }

  /** Asserts the whole of a role after it was read or changed. */
  private static void assertRole(
      JsonNode actual, String name, int level, String description, String... permissions)
      throws Exception {
    assertEquals(role(name, level, description, permissions), actual);
  }

  @Test
  void aRoleIsCreatedAndReadWhole() throws Exception {
    var before = Instant.now();
    var answer =
        create(
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
        role(
            "Librarian",
            5,
            "'Keeps the books'",
            "CAN_BAN_USERS",
            "CAN_READ_ACCOUNTS",
            "CAN_READ_AUDIT");
    assertEquals(whole, answer.data());
    assertEquals("ConfirmRoleCreation", answer.properties().getType());
    assertEquals(whole, read("librarian"));
    assertEquals(time("created_at", "Librarian"), time("updated_at", "Librarian"));
    assertTrue(time("created_at", "Librarian").isAfter(before.minusMillis(1)));
  }

  @Test
  void onlyTheNameIsNeeded() throws Exception {
    var answer = create(Map.of("name", "plain"), admin);
    assertRole(answer.data(), "plain", 0, "null");
    assertRole(create(Map.of("name", "top", "level", "20"), admin).data(), "top", 20, "null");
  }

  @Test
  void builtInRolesAreReadLikeOthers() throws Exception {
    assertRole(read("user"), "user", 0, "'Everybody'", "CAN_DELETE_SELF", "CAN_UPDATE_SELF");
    assertRole(read("admin"), "admin", 20, "'Holds every permission'", everyPermission());
  }

  @Test
  void whoeverIsSignedInReads() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    var answer =
        service.client().call("RequestRoleData", Map.of("id", rows.roleId("admin")), token);
    assertEquals(read("admin"), answer.data());
    assertEquals(
        list(Map.of()).data(), service.client().call("RequestAllRoles", Map.of(), token).data());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Librarian", "LIBRARIAN", "\uFF4Cibrarian", "user", "ADMIN"})
  void aNameIsTakenWithoutRegardToCaseAndWidth(String name) throws Exception {
    create(Map.of("name", "librarian"), admin).data();
    create(Map.of("name", "porter"), admin).data();
    assertNameTaken(create(Map.of("name", name), admin));
    assertNameTaken(update("porter", "name", name));
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
  void aNameThatCanNotBeOneIsRefused(String name, String problem) throws Exception {
    create(Map.of("name", "librarian"), admin).data();
    var fields = "{name: ['%s']}".formatted(problem);
    assertInvalidFields(fields, create(Map.of("name", name), admin));
    assertInvalidFields(fields, update("librarian", "name", name));
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
    create(body, admin).data();
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
        create(body, admin));
    body.put("level", -1);
    body.put("permissions", Stream.generate(() -> "CAN_UPDATE_SELF").limit(200).toList());
    body.put("description", "");
    body.put("name", "librarian");
    assertInvalidFields("{level: ['must be at least 0']}", create(body, admin));
  }

  @Test
  void anUnknownPermissionIsRefusedAndChangesNothing() throws Exception {
    create(Map.of("name", "librarian", "permissions", List.of("CAN_BAN_USERS")), admin).data();
    for (var unknown : List.of("CAN_FLY", UNKNOWN.toString(), "", "x".repeat(500))) {
      var permissions = List.of("CAN_READ_ACCOUNTS", unknown);
      assertUnknownPermission(create(Map.of("name", "porter", "permissions", permissions), admin));
      assertUnknownPermission(update("librarian", "permissions", permissions));
    }
    assertEquals(1, rows.count("role where not built_in"));
    assertRole(read("librarian"), "librarian", 0, "null", "CAN_BAN_USERS");
  }

  @Test
  void anUnknownRoleIsRefused() throws Exception {
    for (var operation : List.of("RequestRoleData", "UpdateRole", "RequestRoleDelete")) {
      assertUnknownRole(service.client().call(operation, Map.of("id", UNKNOWN), admin));
    }
  }

  @Test
  void anUpdateChangesWhatItNamesAndTheTime() throws Exception {
    create(
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

    var answer = update("librarian", Map.of(), admin);
    assertEquals("ConfirmRoleUpdate", answer.properties().getType());
    assertRole(answer.data(), "librarian", 5, "'Keeps the books'", "CAN_BAN_USERS");
    assertEquals(Instant.parse("2020-01-01T00:00:00Z"), time("created_at", "librarian"));
    assertTrue(time("updated_at", "librarian").isAfter(Instant.parse("2026-01-01T00:00:00Z")));

    assertRole(
        update("librarian", "level", 20).data(),
        "librarian",
        20,
        "'Keeps the books'",
        "CAN_BAN_USERS");
    assertRole(
        update("librarian", "description", "Lends them").data(),
        "librarian",
        20,
        "'Lends them'",
        "CAN_BAN_USERS");
    assertRole(
        update("librarian", "permissions", List.of("CAN_READ_AUDIT", "CAN_FLAG_USERS")).data(),
        "librarian",
        20,
        "'Lends them'",
        "CAN_FLAG_USERS",
        "CAN_READ_AUDIT");
    assertRole(
        update("librarian", "permissions", List.of()).data(), "librarian", 20, "'Lends them'");
    update("librarian", "permissions", List.of("CAN_READ_AUDIT")).data();
    Map<String, Object> cleared = new HashMap<>();
    cleared.put("description", null);
    cleared.put("name", null);
    cleared.put("level", null);
    cleared.put("permissions", null);
    assertRole(update("librarian", cleared, admin).data(), "librarian", 20, "null");
    var renamed = update("librarian", "name", "LIBRARIAN").data();
    assertRole(renamed, "LIBRARIAN", 20, "null");
    assertEquals(renamed, read("librarian"));
    var moved = update("librarian", "name", "porter").data();
    assertRole(moved, "porter", 20, "null");
  }

  @Test
  void aRoleIsCreatedUpToOnesLevelWithPermissionsThatOneHolds() throws Exception {
    rows.role("keeper", 5, "CAN_MANAGE_ROLES", "CAN_READ_ACCOUNTS");
    var keeper = service.holder("bob", "keeper");
    for (var body :
        List.<Map<String, ?>>of(
            Map.of("name", "new", "level", 6),
            Map.of("name", "new", "level", 0, "permissions", List.of("CAN_BAN_USERS")),
            Map.of("name", "new", "permissions", List.of("CAN_READ_ACCOUNTS", "CAN_BAN_USERS")))) {
      assertForbidden(create(body, keeper));
    }
    assertEquals(1, rows.count("role where not built_in"));
    var body = Map.of("name", "new", "level", 5, "permissions", List.of("CAN_READ_ACCOUNTS"));
    assertRole(create(body, keeper).data(), "new", 5, "null", "CAN_READ_ACCOUNTS");
  }

  @Test
  void aRoleIsChangedAndDeletedByWhoMayGiveItBeforeAndAfter() throws Exception {
    rows.role("keeper", 5, "CAN_MANAGE_ROLES", "CAN_READ_ACCOUNTS");
    rows.role("equal", 5, "CAN_READ_ACCOUNTS");
    rows.role("higher", 6);
    rows.role("more", 0, "CAN_BAN_USERS");
    var keeper = service.holder("bob", "keeper");
    for (var role : List.of("higher", "more", "moderator", "admin")) {
      assertForbidden(update(role, Map.of("description", "x"), keeper));
      assertForbidden(update(role, Map.of("level", 0, "permissions", List.of()), keeper));
      assertForbidden(delete(role, keeper));
    }
    assertForbidden(update("equal", Map.of("level", 6), keeper));
    assertForbidden(update("equal", Map.of("permissions", List.of("CAN_BAN_USERS")), keeper));
    assertRole(read("equal"), "equal", 5, "null", "CAN_READ_ACCOUNTS");
    assertRole(read("higher"), "higher", 6, "null");
    assertRole(read("more"), "more", 0, "null", "CAN_BAN_USERS");

    assertRole(
        update("equal", Map.of("level", 4, "permissions", List.of("CAN_MANAGE_ROLES")), keeper)
            .data(),
        "equal",
        4,
        "null",
        "CAN_MANAGE_ROLES");
    assertTrue(delete("equal", keeper).data().isNull());
  }

  @Test
  void aBuiltInRoleKeepsItsNameItsLevelAndItself() throws Exception {
    for (var role : List.of("user", "moderator", "admin")) {
      var before = read(role);
      assertInUse(update(role, "name", "other"));
      assertInUse(update(role, "name", role.toUpperCase(Locale.ROOT)));
      assertInUse(update(role, "level", 11));
      assertInUse(delete(role, admin));
      assertEquals(before, read(role));
      var same = Map.of("name", role, "level", before.get("level").intValue());
      assertEquals(before.get("name"), update(role, same, admin).data().get("name"));
    }
    assertEquals(3, rows.count("role"));
  }

  @Test
  void aBuiltInRolesDescriptionAndTheLowersPermissionsMayChange() throws Exception {
    for (var role : List.of("user", "moderator")) {
      var before = read(role);
      var changed =
          update(
                  role,
                  Map.of("description", "Other", "permissions", List.of("CAN_READ_AUDIT")),
                  admin)
              .data();
      assertRole(changed, role, before.get("level").intValue(), "'Other'", "CAN_READ_AUDIT");
      var permissions = new ArrayList<String>();
      before.get("permissions").forEach(p -> permissions.add(p.get("id").textValue()));
      var restored =
          update(
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
  void theAdministratorsPermissionsAreNotTakenAway() throws Exception {
    var every = List.of(everyPermission());
    assertInUse(update("admin", "permissions", List.of()));
    assertInUse(update("admin", "permissions", every.subList(1, every.size())));
    assertRole(read("admin"), "admin", 20, "'Holds every permission'", everyPermission());
    assertRole(
        update("admin", "permissions", every).data(),
        "admin",
        20,
        "'Holds every permission'",
        everyPermission());
  }

  @Test
  void aRoleThatIsHeldIsNotDeleted() throws Exception {
    create(Map.of("name", "librarian"), admin).data();
    service.account("ada");
    rows.give("ada", "librarian");
    assertInUse(delete("librarian", admin));
    rows.take("ada", "librarian");
    var group = rows.group("Staff", false, "librarian");
    assertInUse(delete("librarian", admin));
    rows.change("delete from account_group where id = ?", group);

    var id = rows.roleId("librarian");
    var answer = delete("librarian", admin);
    assertTrue(answer.data().isNull());
    assertEquals("ConfirmRoleDeletion", answer.properties().getType());
    assertUnknownRole(service.client().call("RequestRoleData", Map.of("id", id), admin));
    create(Map.of("name", "librarian"), admin).data();
  }

  @Test
  void aChangeCountsForTheNextRequestOfItsHolders() throws Exception {
    create(Map.of("name", "reader", "level", 3), admin).data();
    var token = service.holder("ada", "reader");
    var boss = Map.of("user_id", rows.account("admin"));
    for (var round = 0; round < 3; round++) {
      assertForbidden(service.client().call("RequestAccountData", boss, token));
      update("reader", "permissions", List.of("CAN_READ_ACCOUNTS")).data();
      service.client().call("RequestAccountData", boss, token).data();
      update("reader", "permissions", List.of()).data();
    }
  }

  @Test
  void aListIsPagedByName() throws Exception {
    for (var name : List.of("Zebra", "apple", "B\u00E4r", "Bar", "\u00C5ngstr\u00F6m")) {
      create(Map.of("name", name), admin).data();
    }
    var all = rows.all(String.class, "select name from role order by name_key");
    assertEquals(8, all.size());
    for (var limit = 1; limit <= 9; limit++) {
      List<String> seen = new ArrayList<>();
      var body = new HashMap<String, Object>(Map.of("limit", limit));
      for (var data = list(body).data(); ; data = list(body).data()) {
        seen.addAll(names(data));
        if (data.get("next").isNull()) {
          break;
        }
        assertEquals(limit, data.get("roles").size());
        body.put("after", data.get("next").textValue());
      }
      assertEquals(all, seen);
    }
    assertEquals(
        json("{roles: [%s], next: null}", role("apple", 0, "null")),
        list(Map.of("text", "appl")).data());
  }

  @Test
  void aListIsSearchedByNameAndDescriptionWithoutRegardToCase() throws Exception {
    create(Map.of("name", "Librarian", "description", "Keeps the Stra\u00DFe 100%"), admin).data();
    create(Map.of("name", "Porter", "description", "Carries books_and more"), admin).data();
    assertEquals(List.of("Librarian"), names(list(Map.of("text", "BRAR")).data()));
    assertEquals(List.of("Librarian"), names(list(Map.of("text", "STRASSE")).data()));
    assertEquals(List.of("Librarian"), names(list(Map.of("text", "%")).data()));
    assertEquals(List.of("Porter"), names(list(Map.of("text", "_")).data()));
    assertEquals(List.of("Porter"), names(list(Map.of("text", "\uFF22OOKS")).data()));
    assertEquals(List.of("moderator"), names(list(Map.of("text", "watches")).data()));
    assertEquals(json("{roles: [], next: null}"), list(Map.of("text", "nothing so")).data());
  }

  @Test
  void aListsWrongFieldsAreRefused() throws Exception {
    assertInvalidFields("{limit: ['must be at least 1']}", list(Map.of("limit", 0)));
    assertInvalidFields("{limit: ['must be at most 500']}", list(Map.of("limit", 501)));
    assertInvalidFields("{text: ['must not be empty']}", list(Map.of("text", "")));
    assertInvalidFields(
        "{text: ['must be at most 64 characters']}", list(Map.of("text", "x".repeat(65))));
    for (var cursor : List.of("x", "nonsense", "bmFtZSA")) {
      assertInvalidFields("{after: ['is not a valid cursor']}", list(Map.of("after", cursor)));
    }
  }

  @Test
  void aRoleThatIsDeletedAndGivenAtOnceIsEitherGoneOrHeld() throws Exception {
    service.account("ada");
    var ada = rows.account("ada");
    try (var caller = BusyCaller.byQueue(service.connection())) {
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
  void whoGivesARoleThatIsBeingChangedSeesTheChange() throws Exception {
    rows.role("assigner", 5, "CAN_ASSIGN_ROLES");
    rows.role("growing", 1);
    var assigner = service.holder("bob", "assigner");
    service.account("ada");
    var body = Map.of("user_id", rows.account("ada"), "roles", List.of("growing"));
    try (var caller = BusyCaller.byQueue(service.connection());
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
  void whoChangesARoleThatIsBeingGivenWaits() throws Exception {
    rows.role("growing", 1);
    try (var caller = BusyCaller.byQueue(service.connection());
        var giver = service.database().open()) {
      giver.begin();
      giver.execute("select from role where name = 'growing' for share");
      var body = Map.of("id", rows.roleId("growing"), "level", 7);
      var id = caller.send("UpdateRole", body, admin);
      rows.awaitWaiting(1);
      assertEquals(List.of(), caller.replies(id));
      giver.commit();
      assertRole(caller.first(id).data(), "growing", 7, "null");
    }
  }

  @Test
  void manyWhoChangeOneRoleAtOnceLeaveWhatOneOfThemHasAskedFor() throws Exception {
    rows.role("busy", 1);
    var id = rows.roleId("busy");
    try (var caller = BusyCaller.byQueue(service.connection())) {
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
