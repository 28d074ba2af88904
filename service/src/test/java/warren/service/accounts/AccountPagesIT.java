package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestAllAccounts: its pages, and who may read them. */
@WarrenTest
class AccountPagesIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final AccountSearches accounts;

  AccountPagesIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.accounts = new AccountSearches(service, rows, admin);
  }

  private static List<String> users(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "user" + i).toList();
  }

  @Test
  void anAccountIsListedAsRequestAccountDataShowsIt() throws Exception {
    accounts.create(
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
    var reply = accounts.list(Map.of());
    assertEquals(json("{data: {accounts: %s, next: null}}", expected), reply.body());
    assertEquals("ReturnAllAccounts", reply.properties().getType());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void pagesContainEachAccountOnceWhileOthersAreCreatedAndDeleted(int limit) throws Exception {
    accounts.makeMany(7);
    var page = accounts.list(Map.of("limit", limit)).data();
    List<String> seen = new ArrayList<>(AccountSearches.names(page));
    service.account("another");
    rows.erase("user7");
    while (!page.get("next").isNull()) {
      assertEquals(limit, page.get("accounts").size());
      page = accounts.list(Map.of("limit", limit, "after", page.get("next").textValue())).data();
      seen.addAll(AccountSearches.names(page));
    }
    List<String> expected = new ArrayList<>(List.of("admin"));
    expected.addAll(users(1, 6));
    expected.add("another");
    assertEquals(expected, seen);
  }

  @Test
  void aPageWithAllAccountsHasNoNextPage() throws Exception {
    accounts.makeMany(2);
    for (var limit : List.of(3, 4, 500)) {
      var page = accounts.list(Map.of("limit", limit)).data();
      assertEquals(List.of("admin", "user1", "user2"), AccountSearches.names(page));
      assertTrue(page.get("next").isNull());
    }
  }

  @Test
  void aPageHasFiftyEntriesByDefault() throws Exception {
    accounts.makeMany(501);
    var first = accounts.list(Map.of()).data();
    assertEquals(50, first.get("accounts").size());
    var second = accounts.list(Map.of("after", first.get("next").textValue())).data();
    assertEquals(users(50, 99), AccountSearches.names(second));

    var most = accounts.list(Map.of("limit", 500)).data();
    assertEquals(500, most.get("accounts").size());
    var last = accounts.list(Map.of("limit", "500", "after", most.get("next").textValue())).data();
    assertEquals(users(500, 501), AccountSearches.names(last));
    assertTrue(last.get("next").isNull());
  }

  @Test
  void aCursorContinuesAtItsPlaceInADifferentSearch() throws Exception {
    accounts.makeMany(7);
    var next = accounts.list(Map.of("limit", 3, "text", "user")).data().get("next").textValue();
    assertEquals(users(4, 7), accounts.find("after", next));
  }

  @Test
  void onlyHoldersOfCanReadAccountsListAccounts() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    assertForbidden(service.client().call("RequestAllAccounts", Map.of(), token));
    assertForbidden(service.client().call("RequestAllAccounts", Map.of("role", "nobody"), token));
    assertUnauthenticated(service.client().call("RequestAllAccounts", Map.of()));
    rows.give("ada", "moderator");
    var page = service.client().call("RequestAllAccounts", Map.of(), token).data();
    assertEquals(List.of("admin", "ada"), AccountSearches.names(page));
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
        accounts.list(
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
    assertInvalidFields("{text: ['must not be empty']}", accounts.list(Map.of("text", "")));
    assertInvalidFields("{limit: ['must be at least 1']}", accounts.list(Map.of("limit", 0)));
    for (var cursor : List.of("", "x", "7", "number 7", "bnVtYmVyIDA")) {
      assertEquals(400, accounts.list(Map.of("after", cursor)).status(), cursor);
    }
    assertInvalidFields(
        "{after: ['is not a valid cursor']}", accounts.list(Map.of("after", "bnVtYmVyIDA")));
  }
}
