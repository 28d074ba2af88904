package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

@WarrenTest
class AccountDataIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;

  AccountDataIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
  }

  private Reply data(Map<String, ?> body, String token) throws Exception {
    return service.client().call("RequestAccountData", body, token);
  }

  private Reply dataOf(String username) throws Exception {
    return data(Map.of("user_id", rows.account(username)), admin);
  }

  private long number(String username) {
    return rows.one(Long.class, "select number from account where username_key = ?", username);
  }

  private Instant time(String column, String username) {
    return rows.one(
        Instant.class, "select %s from account where username_key = ?".formatted(column), username);
  }

  private String user(String username) throws Exception {
    service.account(username);
    return service.token(username, TestService.PASSWORD);
  }

  /** A role as the reply has it, its permissions by name. */
  private String role(String name, int level, String description, String... permissions) {
    var each =
        List.of(permissions).stream().map(this::permission).collect(Collectors.joining(", "));
    return "{id: '%s', name: '%s', level: %d, description: %s, permissions: [%s]}"
        .formatted(rows.roleId(name), name, level, description, each);
  }

  private String permission(String name) {
    return rows.one(
        String.class,
        "select json_build_object('id', id, 'name', name, 'description', description)::text"
            + " from permission where name = ?",
        name);
  }

  private String userRole() {
    return role("user", 0, "'Everybody'", "CAN_DELETE_SELF", "CAN_UPDATE_SELF");
  }

  @Test
  void onesOwnAccountIsReturnedWithAllFieldsForEachIdentifier() throws Exception {
    var token = user("Ada");
    var id = rows.account("ada");
    var number = number("ada");
    JsonNode whole =
        json(
            """
            {data: {
              username: 'Ada', user_email: null, role: 'user',
              last_login: '%s', created_at: '%s', updated_at: '%s',
              user_id: '%s', number: %d, first_name: null, last_name: null, enabled: true,
              roles: [%s], groups: [], flagged: false, banned_until: null
            }}
            """,
            time("last_login", "ada"),
            time("created_at", "ada"),
            time("created_at", "ada"),
            id,
            number,
            userRole());
    for (var body :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("user_id", id),
            Map.of("user_id", id.toString().toUpperCase(Locale.ROOT)),
            Map.of("number", number),
            Map.of("number", Long.toString(number)))) {
      var reply = data(body, token);
      assertEquals(whole, reply.body());
      assertEquals(200, reply.status());
    }
    var nulls = "{\"user_id\": null, \"number\": null}";
    var properties = service.client().properties().headers(Map.of("jwt", token)).build();
    assertEquals(whole, service.client().send("RequestAccountData", properties, nulls).body());
  }

  @Test
  void anotherAccountIsReturnedWithAllFieldsToPermittedSenders() throws Exception {
    rows.role("librarian", 3);
    var staff = rows.group("Staff", false, "moderator", "user");
    var readers = rows.group("readers", true);
    service
        .client()
        .call(
            "RequestAccountCreate",
            Map.of(
                "username", "Ada",
                "password", TestService.PASSWORD,
                "user_email", "Ada@Example.org",
                "first_name", "Augusta",
                "last_name", "Lovelace",
                "role", "librarian",
                "groups", List.of(staff, readers)),
            admin)
        .data();
    rows.give("ada", "user");
    rows.change("update account set enabled = false, updated_at = now() where username = 'Ada'");
    rows.change(
        "insert into flag (id, account_id, flagged_at) values (gen_random_uuid(), ?, now())",
        rows.account("ada"));
    rows.ban("ada", "timestamptz '2999-01-31 12:00:00.123456Z'");

    assertEquals(
        json(
            """
            {data: {
              username: 'Ada', user_email: 'Ada@Example.org', role: 'moderator',
              last_login: null, created_at: '%s', updated_at: '%s',
              user_id: '%s', number: %d, first_name: 'Augusta', last_name: 'Lovelace',
              enabled: false, roles: [%s, %s, %s],
              groups: [{id: %d, name: 'readers'}, {id: %d, name: 'Staff'}],
              flagged: true, banned_until: '2999-01-31T12:00:00.123456Z'
            }}
            """,
            time("created_at", "ada"),
            time("updated_at", "ada"),
            rows.account("ada"),
            number("ada"),
            role(
                "moderator",
                10,
                "'Watches over accounts'",
                "CAN_BAN_USERS",
                "CAN_DELETE_SELF",
                "CAN_FLAG_USERS",
                "CAN_READ_ACCOUNTS",
                "CAN_UPDATE_SELF"),
            role("librarian", 3, "null"),
            userRole(),
            readers,
            staff),
        dataOf("ada").body());
    assertEquals(dataOf("ada").body(), data(Map.of("number", number("ada")), admin).body());
  }

  @Test
  void theFirstAdministratorHoldsEveryPermission() throws Exception {
    var roles = data(Map.of(), admin).data().get("roles");
    var every = rows.all(String.class, "select name from permission order by name");
    assertEquals(
        json("[%s]", role("admin", 20, "'Holds every permission'", every.toArray(String[]::new))),
        roles);
    assertEquals(16, every.size());
  }

  @Test
  void anActiveBanIsShownUntilItsEnd() throws Exception {
    service.account("ada");
    assertBannedUntil("null");
    rows.ban("ada", "null");
    assertBannedUntil("'9999-12-31T23:59:59Z'");
    rows.change("update ban set ends_at = '2999-12-31 00:00:00Z'");
    assertBannedUntil("'2999-12-31T00:00:00Z'");
    rows.change("update ban set ends_at = now()");
    assertBannedUntil("null");
    rows.change("update ban set ends_at = null, lifted_at = now()");
    assertBannedUntil("null");
  }

  private void assertBannedUntil(String expected) throws Exception {
    assertEquals(json("%s", expected), dataOf("ada").data().get("banned_until"));
  }
}
