package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertFieldsRefused;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Who may read which account. */
@WarrenTest
class AccountAccessIT {
  private static final UUID UNKNOWN = UUID.fromString("019449c5-6f00-7000-8000-000000000009");

  private final TestService service;
  private final Rows rows;
  private final String admin;

  AccountAccessIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
  }

  private Reply data(Map<String, ?> body, String token) throws Exception {
    return service.client().call("RequestAccountData", body, token);
  }

  private long number(String username) {
    return rows.one(Long.class, "select number from account where username_key = ?", username);
  }

  private String user(String username) throws Exception {
    service.account(username);
    return service.token(username, TestService.PASSWORD);
  }

  private static void assertUnknown(Reply reply) throws Exception {
    assertRefused(404, "unknown_account", "There is no such account.", reply);
  }

  @Test
  void withoutThePermissionEveryOtherAccountIsForbiddenWhetherThereIsOneOrNot() throws Exception {
    var token = user("ada");
    service.account("bob");
    for (var body :
        List.<Map<String, ?>>of(
            Map.of("user_id", rows.account("bob")),
            Map.of("number", number("bob")),
            Map.of("user_id", UNKNOWN),
            Map.of("number", 1_000_000))) {
      assertForbidden(data(body, token));
    }
  }

  @Test
  void aModeratorReadsOtherAccountsAlsoAnAdministrators() throws Exception {
    var token = user("ada");
    rows.give("ada", "moderator");
    var data = data(Map.of("user_id", rows.account("admin")), token).data();
    assertEquals("admin", data.get("username").textValue());
    assertUnknown(data(Map.of("user_id", UNKNOWN), token));
    assertUnknown(data(Map.of("number", 1_000_000), token));
    assertUnknown(data(Map.of("number", Long.MAX_VALUE), token));
  }

  @Test
  void anErasedAccountIsUnknown() throws Exception {
    service.account("ada");
    var id = rows.account("ada");
    var number = number("ada");
    rows.erase("ada");
    assertUnknown(data(Map.of("user_id", id), admin));
    assertUnknown(data(Map.of("number", number), admin));
  }

  @Test
  void idAndNumberDoNotGoTogether() throws Exception {
    var id = rows.account("admin");
    assertFieldsRefused(
        400,
        "invalid_fields",
        "One or more fields are not valid.",
        "{number: [\"cannot be combined with user_id\"]}",
        data(Map.of("user_id", id, "number", number("admin")), admin));
    assertInvalidFields(
        "{number: ['must be at least 1']}", data(Map.of("user_id", id, "number", 0), admin));
  }

  @Test
  void withoutAnActiveTokenTheRequestIsUnauthenticated() throws Exception {
    service.account("ada");
    for (var token : new String[] {"", "nonsense"}) {
      assertUnauthenticated(data(Map.of(), token));
      assertUnauthenticated(data(Map.of("user_id", rows.account("ada")), token));
      assertUnauthenticated(data(Map.of("user_id", UNKNOWN), token));
    }
    assertUnauthenticated(service.client().call("RequestAccountData", Map.of("number", 1)));
  }
}
