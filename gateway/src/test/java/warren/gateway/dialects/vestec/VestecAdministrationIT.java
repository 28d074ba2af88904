package warren.gateway.dialects.vestec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;
import warren.settings.Version;

/** The administration of users that VESTEC has added, mounted at the root. */
@WithGateway(settings = "WARREN_HTTP_DIALECTS=vestec=/")
class VestecAdministrationIT {
  private static final String PASSWORD = "correct horse battery";
  private static final String NEW_PASSWORD = "staple of another horse";

  private final TestHttpClient http;
  private final String admin;

  VestecAdministrationIT(TestHttpClient http) throws Exception {
    this.http = http;
    admin = token("admin", TestGateway.ADMIN_PASSWORD);
  }

  private String token(String username, String password) throws Exception {
    var body = Map.of("username", username, "password", password);
    return json(200, http.post("/flask/login", Bodies.text(body))).get("access_token").textValue();
  }

  private HttpResponse<String> post(String path, Map<String, ?> body) throws Exception {
    return http.post("/flask/" + path, Bodies.text(body), "Authorization", "Bearer " + admin);
  }

  private void signUp(String username) throws Exception {
    var body =
        Map.of(
            "username", username,
            "name", "Ada King Lovelace",
            "email", username + "@example.org",
            "password", PASSWORD,
            "confirm_pass", PASSWORD);
    json(200, http.post("/flask/signup", Bodies.text(body)));
  }

  private static void assertDone(String message, HttpResponse<String> response) throws Exception {
    assertResponse("{\"status\": 200, \"msg\": \"%s\"}".formatted(message), 200, response);
  }

  private static void assertFails(int status, String message, HttpResponse<String> response)
      throws Exception {
    assertResponse(
        "{\"status\": %d, \"msg\": \"%s\"}".formatted(status, message), status, response);
  }

  private void assertUser(String expected, String username) throws Exception {
    assertResponse("[" + expected + "]", 200, post("getuser", Map.of("username", username)));
    var all = http.send("GET", "/flask/getallusers", "", "Authorization", "Bearer " + admin);
    for (var user : json(200, all)) {
      if (user.get("username").textValue().equals(username)) {
        assertEquals(json(expected), user);
        return;
      }
    }
    throw new AssertionError(username + " is not listed");
  }

  /** The body that the page of an administrator sends: always all fields. */
  private static Map<String, Object> edit(
      String username, String name, String type, boolean enabled) {
    return Map.of(
        "username",
        username,
        "name",
        name,
        "email",
        username + "@example.org",
        "type",
        type,
        "enabled",
        enabled);
  }

  private JsonNode rpc(String operation, Map<String, ?> body) throws Exception {
    var bearer = new String[] {"Authorization", "Bearer " + admin};
    return json(200, http.post("/rpc/" + operation, Bodies.text(body), bearer)).get("data");
  }

  @Test
  void theVersionIsPublic() throws Exception {
    assertResponse(
        "{\"status\": 200, \"version\": \"%s\"}".formatted(Version.CURRENT),
        200,
        http.get("/flask/version"));
  }

  @Test
  void anAdministratorEnablesAndDisablesUsers() throws Exception {
    signUp("ada");
    var ada =
        """
        {"username": "ada", "name": "Ada King Lovelace", "email": "ada@example.org",
          "access_rights": 0, "enabled": false, "workflows": []}
        """;
    assertUser(ada, "ada");
    assertDone("User edited", post("edituser", edit("ada", "Ada King Lovelace", "user", true)));
    assertUser(ada.replace("false", "true"), "ada");
    var token = token("ada", PASSWORD);
    assertDone("User edited", post("edituser", Map.of("username", "ada", "enabled", false)));
    assertUser(ada, "ada");
    assertResponse(
        "{\"status\": 403}",
        403,
        http.send("GET", "/flask/authorised", "", "Authorization", "Bearer " + token));
  }

  @Test
  void allFieldsOfAUserAreEdited() throws Exception {
    signUp("bea");
    assertDone("User edited", post("edituser", edit("bea", "Bea", "administrator", true)));
    assertUser(
        """
        {"username": "bea", "name": "Bea", "email": "bea@example.org", "access_rights": 1,
          "enabled": true, "workflows": []}
        """,
        "bea");
    var changes = Map.of("username", "bea", "email", "", "name", "", "access_rights", 0);
    assertDone("User edited", post("edituser", changes));
    assertUser(
        """
        {"username": "bea", "name": "", "email": "", "access_rights": 0, "enabled": true,
          "workflows": []}
        """,
        "bea");
  }

  @Test
  void fieldsThatEqualThePresentValuesChangeNothing() throws Exception {
    signUp("cleo");
    var id = rpc("RequestAllAccounts", Map.of("text", "cleo")).at("/accounts/0/user_id");
    rpc("UpdateAccountPrivileges", Map.of("user_id", id.textValue(), "new_role", "moderator"));
    var before = rpc("RequestAccountData", Map.of("user_id", id.textValue()));
    assertDone("User edited", post("edituser", edit("cleo", "Ada King Lovelace", "user", false)));
    assertEquals(before, rpc("RequestAccountData", Map.of("user_id", id.textValue())));
    assertEquals("moderator", before.get("role").textValue());
  }

  @Test
  void aDeletedUserNoLongerExists() throws Exception {
    signUp("dan");
    assertDone("User deleted", post("deleteuser", Map.of("username", "dan")));
    assertResponse("[]", 200, post("getuser", Map.of("username", "dan")));
    assertFails(404, "There is no such account.", post("deleteuser", Map.of("username", "dan")));
    assertFails(404, "There is no such account.", post("edituser", Map.of("username", "dan")));
  }

  @Test
  void aNewPasswordEndsTheSessions() throws Exception {
    signUp("eve");
    var change = Map.of("username", "eve", "password", NEW_PASSWORD);
    assertFails(403, "This account is not enabled.", post("changepassword", change));
    assertDone("User edited", post("edituser", Map.of("username", "eve", "enabled", true)));
    var token = token("eve", PASSWORD);
    assertDone("Password changed", post("changepassword", change));
    json(403, http.send("GET", "/flask/authorised", "", "Authorization", "Bearer " + token));
    token("eve", NEW_PASSWORD);
    assertFails(
        400,
        "password must have at least 8 characters.",
        post("changepassword", Map.of("username", "eve", "password", "1234")));
    assertFails(
        404,
        "There is no such account.",
        post("changepassword", Map.of("username", "nobody", "password", NEW_PASSWORD)));
  }

  @Test
  void unknownAndContradictoryFieldsAreRefused() throws Exception {
    signUp("fred");
    for (var path : new String[] {"signup", "edituser", "deleteuser", "changepassword"}) {
      var body = Map.of("username", "fred", "workflows", "x");
      assertFails(400, "workflows is unknown.", post(path, body));
    }
    assertFails(
        400,
        "type must be user, administrator, 0 or 1.",
        post("edituser", Map.of("username", "fred", "type", "root", "name", "F")));
    var other =
        Map.of(
            "username", "gus",
            "name", "G",
            "email", "gus@example.org",
            "password", PASSWORD,
            "confirm_pass", NEW_PASSWORD);
    assertFails(400, "confirm_pass must be the same as password.", post("signup", other));
    assertTrue(rpc("RequestAllAccounts", Map.of("text", "gus")).get("accounts").isEmpty());
  }

  @Test
  void theLastAdministratorRemains() throws Exception {
    var lost = Map.of("username", "admin", "type", "user");
    assertEquals(409, post("edituser", lost).statusCode());
    assertEquals(409, post("edituser", Map.of("username", "admin", "enabled", false)).statusCode());
    assertEquals(409, post("deleteuser", Map.of("username", "admin")).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, getallusers",
    "POST, getuser",
    "POST, edituser",
    "POST, deleteuser",
    "POST, changepassword"
  })
  void itRequiresAnAdministrator(String method, String path) throws Exception {
    var user = "user-" + path;
    signUp(user);
    assertDone("User edited", post("edituser", Map.of("username", user, "enabled", true)));
    var body =
        Bodies.text(
            path.equals("changepassword")
                ? Map.of("username", user, "password", NEW_PASSWORD)
                : Map.of("username", user));
    var token = token(user, PASSWORD);
    var refused = http.send(method, "/flask/" + path, body, "Authorization", "Bearer " + token);
    assertEquals(403, json(403, refused).get("status").intValue());
    assertFails(
        403, "A valid access token is required.", http.send(method, "/flask/" + path, body));
    token(user, PASSWORD);
  }
}
