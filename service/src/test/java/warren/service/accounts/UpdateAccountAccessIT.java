package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertUsernameTaken;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Who may change which account. */
@WarrenTest
class UpdateAccountAccessIT {
  private final TestService service;
  private final Rows rows;

  private String token = "";

  UpdateAccountAccessIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    rows.role("plain", 0);
    rows.role("clerk", 5, "CAN_UPDATE_ACCOUNTS");
  }

  @BeforeEach
  void makeAda() throws Exception {
    service.account("ada");
    token = service.token("ada", TestService.PASSWORD);
  }

  private Reply update(JsonNode body, String token) throws Exception {
    var properties = service.client().properties().headers(Map.of("jwt", token)).build();
    return service.client().send("UpdateAccount", properties, body.toString());
  }

  private void assertShown(String field, String value, String token) throws Exception {
    var data = service.client().call("RequestAccountData", Map.of(), token).data();
    assertEquals(value, data.get(field).textValue());
  }

  @Test
  void changingTheOwnAccountRequiresCanUpdateSelf() throws Exception {
    rows.give("ada", "plain");
    rows.take("ada", "user");
    assertForbidden(update(json("{username: 'eve'}"), token));
    assertForbidden(update(json("{username: 'eve', user_id: '%s'}", rows.account("ada")), token));
    assertShown("username", "ada", token);
    rows.give("ada", "user");
    update(json("{last_name: 'King', user_id: null}"), token).data();
    assertShown("last_name", "King", token);
  }

  @Test
  void canUpdateAccountsIncludesTheOwnAccount() throws Exception {
    rows.give("ada", "clerk");
    rows.take("ada", "user");
    update(json("{last_name: 'King'}"), token).data();
    update(json("{first_name: 'Augusta', user_id: '%s'}", rows.account("ada")), token).data();
    assertShown("last_name", "King", token);
    assertShown("first_name", "Augusta", token);
  }

  @Test
  void changingAnotherAccountRequiresCanUpdateAccounts() throws Exception {
    var ada = rows.account("ada");
    var clerk = service.holder("bob", "clerk");
    var data = update(json("{user_id: '%s', username: 'countess'}", ada), clerk).data();
    assertEquals("countess", data.get("username").textValue());
    assertShown("username", "countess", token);
    assertShown("username", "bob", clerk);

    rows.take("bob", "clerk");
    assertForbidden(update(json("{user_id: '%s', username: 'ada'}", ada), clerk));
    assertShown("username", "countess", token);
  }

  @Test
  void forbiddenUpdatesDoNotRevealTakenNames() throws Exception {
    var moderator = service.holder("bob", "moderator");
    var clerk = service.holder("carol", "clerk");
    var ofModerator = json("{user_id: '%s', username: 'ada'}", rows.account("bob"));
    assertForbidden(update(ofModerator, clerk));
    assertForbidden(update(ofModerator, token));
    assertUsernameTaken(update(ofModerator, service.adminToken()));
    assertUsernameTaken(update(json("{username: 'ada'}"), moderator));
  }
}
