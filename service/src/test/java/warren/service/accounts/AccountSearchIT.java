package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertRefused;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestAllAccounts: which accounts a search finds. */
@WarrenTest
class AccountSearchIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final AccountSearches accounts;

  AccountSearchIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.accounts = new AccountSearches(service, rows, admin);
  }

  @Test
  void textIsFoundInUsernameAddressAndNamesWithoutRegardToCase() throws Exception {
    accounts.create(
        "Grace",
        Map.of("user_email", "Hopper@Navy.mil", "first_name", "Straße", "last_name", "Brewster"));
    accounts.create("Ａlan.Turing", Map.of("first_name", "Mathison"));
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
      assertEquals(List.of("Grace"), accounts.find("text", text), text);
    }
    for (var text : List.of("alan", "ALAN.T", "n.t", "turing", "Mathi")) {
      assertEquals(List.of("Ａlan.Turing"), accounts.find("text", text), text);
    }
    for (var text : List.of("gracehopper", "grace hopper", "mil str", "nobody", "   ")) {
      assertEquals(List.of(), accounts.find("text", text), text);
    }
  }

  @Test
  void fewerThanThreeCharactersAreLookedForAtTheBeginningOfUsernameAndAddress() throws Exception {
    accounts.create("Grace", Map.of("user_email", "Hopper@navy.mil", "first_name", "Xenia"));
    for (var text : List.of("g", "GR", "h", "Ho")) {
      assertEquals(List.of("Grace"), accounts.find("text", text), text);
    }
    for (var text : List.of("ra", "e", "op", "x", "Xe")) {
      assertEquals(List.of(), accounts.find("text", text), text);
    }
    assertEquals(List.of("admin"), accounts.find("text", "a"));
  }

  @Test
  void wildcardsInTheTextAreLiteral() throws Exception {
    var odd = List.of("100%", "a_b", "a\\b", "'; drop table account; --", "[a-z]+.*", ":text", "?");
    for (var name : odd) {
      accounts.create(name, Map.of());
    }
    accounts.create("100 and", Map.of());
    accounts.create("axb", Map.of());
    for (var name : odd) {
      assertEquals(List.of(name), accounts.find("text", name), name);
    }
    for (var text : List.of("%", "_", "%%", "__", "%%%", "___", "\\", "\\\\\\")) {
      assertEquals(List.of(), accounts.find("text", text), text);
    }
  }

  @Test
  void aChangedAccountIsFoundByItsNewTextOnly() throws Exception {
    accounts.create("ada", Map.of("user_email", "ada@example.org", "first_name", "Augusta"));
    Map<String, Object> change = new HashMap<>(Map.of("user_id", rows.account("ada")));
    change.put("username", "Countess");
    change.put("user_email", null);
    change.put("first_name", null);
    change.put("last_name", "Lovelace");
    service.client().call("UpdateAccount", change, admin).data();
    for (var text : List.of("ada", "example", "augusta")) {
      assertEquals(List.of(), accounts.find("text", text), text);
    }
    for (var text : List.of("count", "LOVELACE")) {
      assertEquals(List.of("Countess"), accounts.find("text", text), text);
    }
  }

  @Test
  void anErasedAccountIsNeverFound() throws Exception {
    accounts.create("ada", Map.of("user_email", "ada@example.org", "first_name", "Augusta"));
    var ada = rows.account("ada");
    service.client().call("RequestAccountDelete", Map.of("user_id", ada), admin).data();
    assertEquals(List.of("admin"), accounts.find(Map.of()));
    assertEquals(List.of(), accounts.find("enabled", false));
    for (var text : List.of("ada", "a@e", "augusta")) {
      assertEquals(List.of(), accounts.find("text", text), text);
    }
    assertEquals(1, rows.count("account where id = ? and search_text is null", ada));
  }

  @Test
  void accountsAreFilteredByEnabled() throws Exception {
    accounts.makeMany(2);
    rows.change("update account set enabled = false where username = 'user1'");
    assertEquals(List.of("user1"), accounts.find("enabled", false));
    assertEquals(List.of("user1"), accounts.find("enabled", "false"));
    assertEquals(List.of("admin", "user2"), accounts.find("enabled", true));
  }

  @Test
  void accountsAreFilteredByFlagged() throws Exception {
    accounts.makeMany(2);
    rows.change(
        "insert into flag (id, account_id, flagged_at) values (gen_random_uuid(), ?, now())",
        rows.account("user1"));
    rows.change(
        """
        insert into flag (id, account_id, flagged_at, lifted_at)
        values (gen_random_uuid(), ?, now(), now())
        """,
        rows.account("user2"));
    assertEquals(List.of("user1"), accounts.find("flagged", true));
    assertEquals(List.of("admin", "user2"), accounts.find("flagged", false));
  }

  @Test
  void accountsAreFilteredByActiveBan() throws Exception {
    accounts.makeMany(4);
    rows.ban("user1", "null");
    rows.ban("user2", "now() + interval '1 hour'");
    rows.ban("user3", "now()");
    rows.ban("user4", "null");
    rows.change("update ban set lifted_at = now() where account_id = ?", rows.account("user4"));
    assertEquals(List.of("user1", "user2"), accounts.find("banned", true));
    assertEquals(List.of("admin", "user3", "user4"), accounts.find("banned", false));
  }

  @Test
  void accountsAreFilteredByRolesHeldDirectlyOrThroughAGroup() throws Exception {
    accounts.makeMany(4);
    rows.give("user1", "moderator");
    rows.join("user2", rows.group("Staff", false, "moderator"));
    rows.give("user3", "user");
    rows.give("user4", "moderator");
    rows.join("user4", rows.group("More staff", false, "moderator"));
    var id = rows.roleId("moderator").toString();
    for (Object role :
        List.of("moderator", "MODERATOR", "10", 10, id, id.toUpperCase(Locale.ROOT))) {
      assertEquals(List.of("user1", "user2", "user4"), accounts.find("role", role));
    }
    assertEquals(List.of("user3"), accounts.find("role", "user"));
    assertEquals(List.of("admin"), accounts.find("role", "admin"));
  }

  @Test
  void aWholeAddressIsFoundHoweverLong() throws Exception {
    var address =
        "%s@%s.%s.%s".formatted("a".repeat(64), "b".repeat(63), "c".repeat(63), "d".repeat(61));
    var body = Map.of("username", "ada", "password", TestService.PASSWORD, "user_email", address);
    service.client().call("RequestAccountCreate", body).data();
    assertEquals(List.of("ada"), accounts.find("text", address));
  }

  @Test
  void theMembersOfAGroupAreFound() throws Exception {
    accounts.makeMany(3);
    var readers = rows.group("Readers", true);
    var empty = rows.group("Empty", true);
    rows.join("user1", readers);
    rows.join("user3", readers);
    assertEquals(List.of("user1", "user3"), accounts.find("group", readers));
    assertEquals(List.of("user1", "user3"), accounts.find("group", Long.toString(readers)));
    assertEquals(List.of(), accounts.find("group", empty));
  }

  @Test
  void allGivenFiltersMustMatch() throws Exception {
    accounts.makeMany(12);
    var group = rows.group("Readers", true);
    for (var user : List.of("user1", "user10", "user11", "user12", "user2")) {
      rows.join(user, group);
      rows.give(user, "user");
    }
    rows.take("user10", "user");
    rows.change("update account set enabled = false where username = 'user11'");
    rows.ban("user12", "null");
    Map<String, Object> body = new HashMap<>(Map.of("text", "user1", "group", group));
    assertEquals(List.of("user1", "user10", "user11", "user12"), accounts.find(body));
    body.put("role", "user");
    assertEquals(List.of("user1", "user11", "user12"), accounts.find(body));
    body.put("enabled", true);
    assertEquals(List.of("user1", "user12"), accounts.find(body));
    body.put("banned", false);
    assertEquals(List.of("user1"), accounts.find(body));
    body.put("flagged", true);
    assertEquals(List.of(), accounts.find(body));
  }

  @Test
  void anUnknownRoleOrGroupIsRefused() throws Exception {
    for (Object role : List.of("nobody", 5, UUID.randomUUID().toString())) {
      assertRefused(
          404, "unknown_role", "There is no such role.", accounts.list(Map.of("role", role)));
    }
    for (Object group : List.of(0, -1, Long.MAX_VALUE)) {
      assertRefused(
          404, "unknown_group", "There is no such group.", accounts.list(Map.of("group", group)));
    }
  }
}
