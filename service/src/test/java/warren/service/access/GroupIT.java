package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInUse;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertNameTaken;
import static warren.service.support.Bodies.assertUnknownGroup;
import static warren.service.support.Bodies.assertUnknownRole;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

class GroupIT {
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
    rows.role("keeper", 5, "CAN_MANAGE_GROUPS");
    rows.role("weaker", 4);
    rows.role("higher", 6);
    rows.role("more", 1, "CAN_BAN_USERS");
  }

  private static Answer create(Map<String, ?> body, String token) throws Exception {
    return service.client().call("RequestGroupCreate", body, token);
  }

  private static Answer update(long group, Map<String, ?> changes, String token) throws Exception {
    Map<String, Object> body = new HashMap<>(changes);
    body.put("id", group);
    return service.client().call("UpdateGroup", body, token);
  }

  private static Answer update(long group, String field, Object value) throws Exception {
    return update(group, Map.of(field, value), admin);
  }

  private static Answer delete(long group) throws Exception {
    return service.client().call("RequestGroupDelete", Map.of("id", group), admin);
  }

  private static JsonNode read(long group) throws Exception {
    return service.client().call("RequestGroupData", Map.of("id", group), admin).data();
  }

  private static Answer list(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAllGroups", body, admin);
  }

  private static List<String> names(JsonNode data) {
    List<String> names = new ArrayList<>();
    data.get("groups").forEach(group -> names.add(group.get("name").textValue()));
    return names;
  }

  private static long id(String name) {
    return rows.one(Long.class, "select id from account_group where name = ?", name);
  }

  /** A group as replies have it; its roles as {@link #role} makes them. */
  private static JsonNode group(String name, boolean open, String... roles) throws Exception {
    return json(
        "{id: %d, name: '%s', open: %b, roles: [%s]}",
        id(name), name, open, String.join(", ", roles));
  }

  private static String role(String name, int level) {
    return "{id: '%s', name: '%s', level: %d}".formatted(rows.roleId(name), name, level);
  }

  private static void assertOpenHoldsNoRoles(Answer answer) throws Exception {
    assertInvalidFields("{roles: ['an open group holds no roles']}", answer);
  }

  /** Asserts the whole of a group after it was read or changed. */
  private static void assertGroup(JsonNode actual, String name, boolean open, String... roles)
      throws Exception {
    assertEquals(group(name, open, roles), actual);
  }

  @Test
  void aGroupIsCreatedAndReadWhole() throws Exception {
    var answer =
        create(
            Map.of(
                "name", "Staff",
                "open", "false",
                "roles", List.of("weaker", 10, rows.roleId("more"), "WEAKER", "0")),
            admin);
    var whole =
        group(
            "Staff",
            false,
            role("moderator", 10),
            role("weaker", 4),
            role("more", 1),
            role("user", 0));
    assertEquals(whole, answer.data());
    assertEquals("ConfirmGroupCreation", answer.properties().getType());
    assertEquals(whole, read(id("Staff")));
    assertGroup(
        update(id("Staff"), "roles", List.of("weaker")).data(), "Staff", false, role("weaker", 4));
  }

  @Test
  void onlyTheNameIsNeeded() throws Exception {
    var answer = create(Map.of("name", "2026"), admin);
    assertGroup(answer.data(), "2026", false);
    var open = create(Map.of("name", "Readers", "open", true, "roles", List.of()), admin);
    assertGroup(open.data(), "Readers", true);
  }

  @Test
  void whoeverIsSignedInReads() throws Exception {
    var staff = rows.group("Staff", false, "moderator");
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    assertGroup(
        service.client().call("RequestGroupData", Map.of("id", staff), token).data(),
        "Staff",
        false,
        role("moderator", 10));
    assertEquals(
        json("{groups: [%s], next: null}", group("Staff", false, role("moderator", 10))),
        service.client().call("RequestAllGroups", Map.of(), token).data());
  }

  @Test
  void anOpenGroupHoldsNoRoles() throws Exception {
    assertOpenHoldsNoRoles(
        create(Map.of("name", "Readers", "open", true, "roles", List.of("user")), admin));
    assertEquals(0, rows.count("account_group"));

    var open = rows.group("Open", true);
    assertOpenHoldsNoRoles(update(open, "roles", List.of("user")));
    assertGroup(read(open), "Open", true);
    var staff = rows.group("Staff", false, "user");
    assertOpenHoldsNoRoles(update(staff, "open", true));
    assertOpenHoldsNoRoles(update(staff, Map.of("open", true, "roles", List.of("weaker")), admin));
    assertGroup(read(staff), "Staff", false, role("user", 0));

    assertGroup(
        update(staff, Map.of("open", true, "roles", List.of()), admin).data(), "Staff", true);
    assertGroup(
        update(staff, Map.of("open", false, "roles", List.of("weaker")), admin).data(),
        "Staff",
        false,
        role("weaker", 4));
  }

  @Test
  void noGroupHoldsTheAdministratorsRole() throws Exception {
    var staff = rows.group("Staff", false, "user");
    for (Object name : List.of("admin", "ADMIN", 20, "20", rows.roleId("admin"))) {
      assertForbidden(create(Map.of("name", "Bosses", "roles", List.of("user", name)), admin));
      assertForbidden(update(staff, "roles", List.of(name)));
    }
    assertEquals(1, rows.count("account_group"));
    assertGroup(read(staff), "Staff", false, role("user", 0));
  }

  @Test
  void anUnknownRoleIsRefusedAndChangesNothing() throws Exception {
    var staff = rows.group("Staff", false, "user");
    for (Object unknown : List.of("nobody", 5, "21", "019449c5-6f00-7000-8000-000000000009")) {
      var roles = List.of("user", unknown);
      assertUnknownRole(create(Map.of("name", "Other", "roles", roles), admin));
      assertUnknownRole(update(staff, "roles", roles));
    }
    assertEquals(1, rows.count("account_group"));
    assertGroup(read(staff), "Staff", false, role("user", 0));
  }

  @Test
  void aGroupsRolesAreGivenByWhoMayGiveThem() throws Exception {
    var keeper = service.holder("bob", "keeper");
    for (var role : List.of("higher", "more", "moderator")) {
      assertForbidden(create(Map.of("name", "Staff", "roles", List.of("weaker", role)), keeper));
    }
    assertEquals(0, rows.count("account_group"));
    var roles = List.of("weaker", "keeper");
    assertEquals(
        json(
            "{id: %d, name: 'Staff', open: false, roles: [%s, %s]}",
            create(Map.of("name", "Staff", "roles", roles), keeper).data().get("id").longValue(),
            role("keeper", 5),
            role("weaker", 4)),
        read(id("Staff")));
  }

  @Test
  void rolesThatAreAddedKeptOrTakenAwayAreOnesThatTheCallerMayGive() throws Exception {
    var keeper = service.holder("bob", "keeper");
    var staff = rows.group("Staff", false, "weaker", "more");
    for (var roles : List.of(List.of(), List.of("weaker"), List.of("weaker", "more"))) {
      assertForbidden(update(staff, Map.of("roles", roles), keeper));
    }
    assertGroup(read(staff), "Staff", false, role("weaker", 4), role("more", 1));
    // what leaves the roles alone gives none
    assertEquals(
        "Crew", update(staff, Map.of("name", "Crew"), keeper).data().get("name").textValue());

    update(staff, "roles", List.of("weaker")).data();
    assertForbidden(update(staff, Map.of("roles", List.of("weaker", "higher")), keeper));
    assertGroup(
        update(staff, Map.of("roles", List.of("keeper")), keeper).data(),
        "Crew",
        false,
        role("keeper", 5));
    assertGroup(update(staff, Map.of("roles", List.of()), keeper).data(), "Crew", false);
  }

  @Test
  void aGroupsRolesCountForItsMembersNextRequest() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    var staff = rows.group("Staff", false);
    rows.join("ada", staff);
    var boss = Map.of("user_id", rows.account("admin"));
    for (var round = 0; round < 3; round++) {
      assertForbidden(service.client().call("RequestAccountData", boss, token));
      update(staff, "roles", List.of("moderator")).data();
      service.client().call("RequestAccountData", boss, token).data();
      update(staff, "roles", List.of()).data();
    }
  }

  @Test
  void anUpdateChangesWhatItNames() throws Exception {
    var staff = rows.group("Staff", false, "user");
    rows.change("update account_group set updated_at = '2020-01-01'");
    var answer = update(staff, Map.of(), admin);
    assertEquals("ConfirmGroupUpdate", answer.properties().getType());
    assertGroup(answer.data(), "Staff", false, role("user", 0));
    assertEquals(0, rows.count("account_group where updated_at < '2026-01-01'"));
    assertGroup(update(staff, "name", "STAFF").data(), "STAFF", false, role("user", 0));
    assertGroup(update(staff, "name", "Crew").data(), "Crew", false, role("user", 0));
    assertGroup(update(staff, "open", false).data(), "Crew", false, role("user", 0));
  }

  @Test
  void nullClearsItsRoles() throws Exception {
    var staff = rows.group("Staff", false, "user");
    Map<String, Object> changes = new HashMap<>();
    changes.put("open", true);
    changes.put("roles", null);
    assertGroup(update(staff, changes, admin).data(), "Staff", true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Staff", "STAFF", "\uFF33taff"})
  void aNameIsTakenWithoutRegardToCaseAndWidth(String name) throws Exception {
    create(Map.of("name", "staff"), admin).data();
    var other = rows.group("other", false);
    assertNameTaken(create(Map.of("name", name), admin));
    assertNameTaken(update(other, "name", name));
    assertEquals(2, rows.count("account_group"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\u3164 | must contain a visible character",
        "'' | must not be empty",
        "' Staff' | must not begin or end with white space"
      })
  void aNameThatCanNotBeOneIsRefused(String name, String problem) throws Exception {
    var other = rows.group("other", false);
    var fields = "{name: ['%s']}".formatted(problem);
    assertInvalidFields(fields, create(Map.of("name", name), admin));
    assertInvalidFields(fields, update(other, "name", name));
    assertEquals(List.of("other"), names(list(Map.of()).data()));
  }

  @Test
  void limitsAreExact() throws Exception {
    var roles = Stream.generate(() -> "user").limit(101).toList();
    assertInvalidFields(
        """
        {name: ['must be at most 64 characters'], roles: ['must have at most 100 entries']}
        """,
        create(Map.of("name", "x".repeat(65), "roles", roles), admin));
    create(Map.of("name", "x".repeat(64), "roles", roles.subList(0, 100)), admin).data();
  }

  @Test
  void anUnknownGroupIsRefused() throws Exception {
    for (var operation : List.of("RequestGroupData", "UpdateGroup", "RequestGroupDelete")) {
      for (var unknown : List.of(0, -1, Long.MAX_VALUE)) {
        assertUnknownGroup(service.client().call(operation, Map.of("id", unknown), admin));
      }
    }
  }

  @Test
  void aGroupWithMembersIsNotDeleted() throws Exception {
    service.account("ada");
    var staff = rows.group("Staff", false, "weaker");
    rows.join("ada", staff);
    assertInUse(delete(staff));
    assertGroup(read(staff), "Staff", false, role("weaker", 4));
    rows.change("delete from account_group_member");
    var answer = delete(staff);
    assertTrue(answer.data().isNull());
    assertEquals("ConfirmGroupDeletion", answer.properties().getType());
    assertUnknownGroup(service.client().call("RequestGroupData", Map.of("id", staff), admin));
    create(Map.of("name", "Staff"), admin).data();
  }

  @Test
  void aListIsPagedByNameAndSearchedWithoutRegardToCase() throws Exception {
    for (var name : List.of("Zebra", "apple", "B\u00E4r", "Bar", "Stra\u00DFe")) {
      create(Map.of("name", name), admin).data();
    }
    var all = rows.all(String.class, "select name from account_group order by name_key");
    for (var limit = 1; limit <= 6; limit++) {
      List<String> seen = new ArrayList<>();
      var body = new HashMap<String, Object>(Map.of("limit", limit));
      for (var data = list(body).data(); ; data = list(body).data()) {
        seen.addAll(names(data));
        if (data.get("next").isNull()) {
          break;
        }
        assertEquals(limit, data.get("groups").size());
        body.put("after", data.get("next").textValue());
      }
      assertEquals(all, seen);
    }
    assertEquals(
        json("{groups: [%s], next: null}", group("Stra\u00DFe", false)),
        list(Map.of("text", "RASS")).data());
    assertEquals(json("{groups: [], next: null}"), list(Map.of("text", "%")).data());
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
  void aGroupThatIsDeletedAndJoinedAtOnceIsEitherGoneOrHasItsMember() throws Exception {
    service.account("ada");
    var ada = rows.account("ada");
    try (var caller = BusyCaller.byQueue(service.connection())) {
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
  void whoJoinsAGroupWhoseRolesAreBeingChangedSeesTheChange() throws Exception {
    var keeper = service.holder("bob", "keeper");
    service.account("ada");
    var group = rows.group("Staff", false);
    try (var caller = BusyCaller.byQueue(service.connection());
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
