package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Ada's account, and updates of it. */
final class AccountUpdates {
  final TestService service;
  final Rows rows;
  String token = "";

  AccountUpdates(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    service
        .client()
        .call(
            "RequestAccountCreate",
            Map.of(
                "username", "Ada",
                "password", TestService.PASSWORD,
                "user_email", "ada@example.org",
                "first_name", "Augusta",
                "last_name", "Byron"))
        .data();
    token = service.token("ada", TestService.PASSWORD);
  }

  Reply update(JsonNode body, String token) throws Exception {
    var properties = service.client().properties().headers(Map.of("jwt", token)).build();
    return service.client().send("UpdateAccount", properties, body.toString());
  }

  JsonNode own(String token) throws Exception {
    return service.client().call("RequestAccountData", Map.of(), token).data();
  }

  /** Asserts all changeable fields that the account shows. */
  void assertShown(String expected, String token) throws Exception {
    var shown = (ObjectNode) own(token);
    shown.retain("username", "user_email", "first_name", "last_name");
    assertEquals(json("%s", expected), shown);
  }

  void assertAsMade(String token) throws Exception {
    assertShown(
        """
        {username: 'Ada', user_email: 'ada@example.org', first_name: 'Augusta', last_name: 'Byron'}
        """,
        token);
  }

  Reply login(String username) throws Exception {
    var body = Map.of("username", username, "password", TestService.PASSWORD);
    return service.client().call("RequestLoginToken", body);
  }
}
