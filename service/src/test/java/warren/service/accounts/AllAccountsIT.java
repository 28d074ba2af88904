package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Answer;
import warren.service.support.TestService;

/** RequestAllAccounts: which accounts it lists, and its pages. */
class AllAccountsIT {
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
    rows.deleteAccounts();
    rows.change("delete from account_group");
  }

  private static Answer list(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAllAccounts", body, admin);
  }

  /** The usernames on a page. */
  private static List<String> names(JsonNode page) {
    List<String> names = new ArrayList<>();
    page.get("accounts").forEach(account -> names.add(account.get("username").textValue()));
    return names;
  }

  private static List<String> find(Map<String, ?> body) throws Exception {
    return names(list(body).data());
  }

  private static List<String> find(String field, Object value) throws Exception {
    return find(Map.of(field, value));
  }

  private static void create(String username, Map<String, ?> more) throws Exception {
    Map<String, Object> body = new HashMap<>(more);
    body.put("username", username);
    body.put("password", TestService.PASSWORD);
    service.client().call("RequestAccountCreate", body).data();
  }

  private static void makeMany(int count) {
    rows.change(
        """
        insert into account (
          id, username, username_key, password_hash, enabled, created_at, updated_at)
        select gen_random_uuid(), 'user' || i, 'user' || i, 'none', true, now(), now()
        from generate_series(1, ?) as i
        order by i
        """,
        count);
  }

  private static List<String> users(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "user" + i).toList();
  }

  @Test
  void anAccountIsListedAsRequestAccountDataShowsIt() throws Exception {
    create(
        "Ada",
        Map.of("user_email", "Ada@Example.org", "first_name", "Ada", "last_name", "Lovelace"));
    rows.give("ada", "moderator");
    rows.join("ada", rows.group("Staff", false, "moderator"));
    rows.join("ada", rows.group("Readers", true));
    rows.ban("ada", "null");
    rows.change(
        "insert into flag (id, account_id, flagged_at) values (gen_random_uuid(), ?, now())",
        rows.account("ada"));
    service.account("bob");

    List<JsonNode> expected = new ArrayList<>();
    for (var username : List.of("admin", "ada", "bob")) {
      var body = Map.of("user_id", rows.account(username));
      expected.add(service.client().call("RequestAccountData", body, admin).data());
    }
    var answer = list(Map.of());
    assertEquals(json("{data: {accounts: %s, next: null}}", expected), answer.body());
    assertEquals("ReturnAllAccounts", answer.properties().getType());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void pagesHoldEachOneOnceByNumberWhileOthersComeAndGo(int limit) throws Exception {
    makeMany(7);
    var page = list(Map.of("limit", limit)).data();
    List<String> seen = new ArrayList<>(names(page));
    service.account("another");
    rows.erase("user7");
    while (!page.get("next").isNull()) {
      assertEquals(limit, page.get("accounts").size());
      page = list(Map.of("limit", limit, "after", page.get("next").textValue())).data();
      seen.addAll(names(page));
    }
    List<String> expected = new ArrayList<>(List.of("admin"));
    expected.addAll(users(1, 6));
    expected.add("another");
    assertEquals(expected, seen);
  }

  @Test
  void aPageThatHoldsAllHasNoNext() throws Exception {
    makeMany(2);
    for (var limit : List.of(3, 4, 500)) {
      var page = list(Map.of("limit", limit)).data();
      assertEquals(List.of("admin", "user1", "user2"), names(page));
      assertTrue(page.get("next").isNull());
    }
  }

  @Test
  void aPageHoldsFiftyUnlessItIsToldOtherwise() throws Exception {
    makeMany(501);
    var first = list(Map.of()).data();
    assertEquals(50, first.get("accounts").size());
    var second = list(Map.of("after", first.get("next").textValue())).data();
    assertEquals(users(50, 99), names(second));

    var most = list(Map.of("limit", 500)).data();
    assertEquals(500, most.get("accounts").size());
    var last = list(Map.of("limit", "500", "after", most.get("next").textValue())).data();
    assertEquals(users(500, 501), names(last));
    assertTrue(last.get("next").isNull());
  }

  @Test
  void aPageGoesOnWhereTheSearchWasThoughItIsAnother() throws Exception {
    makeMany(7);
    var next = list(Map.of("limit", 3, "text", "user")).data().get("next").textValue();
    assertEquals(users(4, 7), find("after", next));
  }

  @Test
  void textIsFoundInUsernameAddressAndNamesWithoutRegardToCase() throws Exception {
    create(
        "Grace",
        Map.of("user_email", "Hopper@Navy.mil", "first_name", "Straße", "last_name", "Brewster"));
    create("Ａlan.Turing", Map.of("first_name", "Mathison"));
    for (var text :
        List.of(
            "grace",
            "GRACE",
            "rac",
            "Ｇｒａｃｅ",
            "hopper@navy",
            "navy.mil",
            "STRASSE",
            "aße",
            "ewst",
            "strasse brew")) {
      assertEquals(List.of("Grace"), find("text", text), text);
    }
    for (var text : List.of("alan", "ALAN.T", "n.t", "turing", "Mathi")) {
      assertEquals(List.of("Ａlan.Turing"), find("text", text), text);
    }
    for (var text : List.of("gracehopper", "grace hopper", "mil str", "nobody", "   ")) {
      assertEquals(List.of(), find("text", text), text);
    }
  }

  @Test
  void fewerThanThreeCharactersAreLookedForAtTheBeginningOfUsernameAndAddress() throws Exception {
    create("Grace", Map.of("user_email", "Hopper@navy.mil", "first_name", "Xenia"));
    for (var text : List.of("g", "GR", "h", "Ho")) {
      assertEquals(List.of("Grace"), find("text", text), text);
    }
    for (var text : List.of("ra", "e", "op", "x", "Xe")) {
      assertEquals(List.of(), find("text", text), text);
    }
    assertEquals(List.of("admin"), find("text", "a"));
  }

  @Test
  void textMeansNothingButItself() throws Exception {
    var odd = List.of("100%", "a_b", "a\\b", "'; drop table account; --", "[a-z]+.*", ":text", "?");
    for (var name : odd) {
      create(name, Map.of());
    }
    create("100 and", Map.of());
    create("axb", Map.of());
    for (var name : odd) {
      assertEquals(List.of(name), find("text", name), name);
    }
    for (var text : List.of("%", "_", "%%", "__", "%%%", "___", "\\", "\\\\\\")) {
      assertEquals(List.of(), find("text", text), text);
    }
  }

  @Test
  void whatWasChangedIsFoundByItsNewTextAlone() throws Exception {
    create("ada", Map.of("user_email", "ada@example.org", "first_name", "Augusta"));
    Map<String, Object> change = new HashMap<>(Map.of("user_id", rows.account("ada")));
    change.put("username", "Countess");
    change.put("user_email", null);
    change.put("first_name", null);
    change.put("last_name", "Lovelace");
    service.client().call("UpdateAccount", change, admin).data();
    for (var text : List.of("ada", "example", "augusta")) {
      assertEquals(List.of(), find("text", text), text);
    }
    for (var text : List.of("count", "LOVELACE")) {
      assertEquals(List.of("Countess"), find("text", text), text);
    }
  }

  @Test
  void anErasedAccountIsNotFoundByAnything() throws Exception {
    create("ada", Map.of("user_email", "ada@example.org", "first_name", "Augusta"));
    var ada = rows.account("ada");
    service.client().call("RequestAccountDelete", Map.of("user_id", ada), admin).data();
    assertEquals(List.of("admin"), find(Map.of()));
    assertEquals(List.of(), find("enabled", false));
    for (var text : List.of("ada", "a@e", "augusta")) {
      assertEquals(List.of(), find("text", text), text);
    }
    assertEquals(1, rows.count("account where id = ? and search_text is null", ada));
  }

  @Test
  void accountsAreToldApartByWhetherTheyAreEnabled() throws Exception {
    makeMany(2);
    rows.change("update account set enabled = false where username = 'user1'");
    assertEquals(List.of("user1"), find("enabled", false));
    assertEquals(List.of("user1"), find("enabled", "false"));
    assertEquals(List.of("admin", "user2"), find("enabled", true));
  }

  @Test
  void accountsAreToldApartByWhetherTheyAreFlagged() throws Exception {
    makeMany(2);
    rows.change(
        "insert into flag (id, account_id, flagged_at) values (gen_random_uuid(), ?, now())",
        rows.account("user1"));
    rows.change(
        """
        insert into flag (id, account_id, flagged_at, lifted_at)
        values (gen_random_uuid(), ?, now(), now())
        """,
        rows.account("user2"));
    assertEquals(List.of("user1"), find("flagged", true));
    assertEquals(List.of("admin", "user2"), find("flagged", false));
  }

  @Test
  void accountsAreToldApartByWhetherABanStands() throws Exception {
    makeMany(4);
    rows.ban("user1", "null");
    rows.ban("user2", "now() + interval '1 hour'");
    rows.ban("user3", "now()");
    rows.ban("user4", "null");
    rows.change("update ban set lifted_at = now() where account_id = ?", rows.account("user4"));
    assertEquals(List.of("user1", "user2"), find("banned", true));
    assertEquals(List.of("admin", "user3", "user4"), find("banned", false));
  }

  @Test
  void aRoleMayBeHeldDirectlyOrThroughAGroup() throws Exception {
    makeMany(4);
    rows.give("user1", "moderator");
    rows.join("user2", rows.group("Staff", false, "moderator"));
    rows.give("user3", "user");
    rows.give("user4", "moderator");
    rows.join("user4", rows.group("More staff", false, "moderator"));
    var id = rows.roleId("moderator").toString();
    for (Object role :
        List.of("moderator", "MODERATOR", "10", 10, id, id.toUpperCase(Locale.ROOT))) {
      assertEquals(List.of("user1", "user2", "user4"), find("role", role));
    }
    assertEquals(List.of("user3"), find("role", "user"));
    assertEquals(List.of("admin"), find("role", "admin"));
  }

  @Test
  void aWholeAddressIsFoundHoweverLong() throws Exception {
    var address = "a".repeat(250) + "@b.c";
    var body = Map.of("username", "ada", "password", TestService.PASSWORD, "user_email", address);
    service.client().call("RequestAccountCreate", body).data();
    assertEquals(List.of("ada"), find("text", address));
  }

  @Test
  void theMembersOfAGroupAreFound() throws Exception {
    makeMany(3);
    var readers = rows.group("Readers", true);
    var empty = rows.group("Empty", true);
    rows.join("user1", readers);
    rows.join("user3", readers);
    assertEquals(List.of("user1", "user3"), find("group", readers));
    assertEquals(List.of("user1", "user3"), find("group", Long.toString(readers)));
    assertEquals(List.of(), find("group", empty));
  }

  @Test
  void allThatIsGivenMustApply() throws Exception {
    makeMany(12);
    var group = rows.group("Readers", true);
    for (var user : List.of("user1", "user10", "user11", "user12", "user2")) {
      rows.join(user, group);
      rows.give(user, "user");
    }
    rows.take("user10", "user");
    rows.change("update account set enabled = false where username = 'user11'");
    rows.ban("user12", "null");
    Map<String, Object> body = new HashMap<>(Map.of("text", "user1", "group", group));
    assertEquals(List.of("user1", "user10", "user11", "user12"), find(body));
    body.put("role", "user");
    assertEquals(List.of("user1", "user11", "user12"), find(body));
    body.put("enabled", true);
    assertEquals(List.of("user1", "user12"), find(body));
    body.put("banned", false);
    assertEquals(List.of("user1"), find(body));
    body.put("flagged", true);
    assertEquals(List.of(), find(body));
  }

  @Test
  void anUnknownRoleOrGroupIsRefused() throws Exception {
    for (Object role : List.of("nobody", 5, UUID.randomUUID().toString())) {
      assertRefused(404, "unknown_role", "There is no such role.", list(Map.of("role", role)));
    }
    for (Object group : List.of(0, -1, Long.MAX_VALUE)) {
      assertRefused(404, "unknown_group", "There is no such group.", list(Map.of("group", group)));
    }
  }

  @Test
  void itIsForThoseWhoMayReadAccounts() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    assertForbidden(service.client().call("RequestAllAccounts", Map.of(), token));
    assertForbidden(service.client().call("RequestAllAccounts", Map.of("role", "nobody"), token));
    assertUnauthenticated(service.client().call("RequestAllAccounts", Map.of()));
    rows.give("ada", "moderator");
    var page = service.client().call("RequestAllAccounts", Map.of(), token).data();
    assertEquals(List.of("admin", "ada"), names(page));
  }

  @Test
  void wrongFieldsAreNamed() throws Exception {
    assertInvalidFields(
        """
        {text: ['must be at most 254 characters'], enabled: ['must be true or false'],
         flagged: ['must be true or false'], banned: ['must be true or false'],
         role: ['must not be empty'], group: ['must be a whole number'],
         limit: ['must be at most 500'], after: ['must be text']}
        """,
        list(
            Map.of(
                "text",
                "x".repeat(255),
                "enabled",
                "yes",
                "flagged",
                1,
                "banned",
                List.of(),
                "role",
                "",
                "group",
                "Staff",
                "limit",
                501,
                "after",
                7)));
    assertInvalidFields("{text: ['must not be empty']}", list(Map.of("text", "")));
    assertInvalidFields("{limit: ['must be at least 1']}", list(Map.of("limit", 0)));
    for (var cursor : List.of("", "x", "7", "number 7", "bnVtYmVyIDA")) {
      assertEquals(400, list(Map.of("after", cursor)).status(), cursor);
    }
    assertInvalidFields("{after: ['is not a valid cursor']}", list(Map.of("after", "bnVtYmVyIDA")));
  }
}
