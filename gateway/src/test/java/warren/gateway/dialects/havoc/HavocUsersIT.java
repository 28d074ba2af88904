package warren.gateway.dialects.havoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.dialects.havoc.HavocClient.PASSWORD;
import static warren.gateway.dialects.havoc.HavocClient.assertFails;
import static warren.gateway.dialects.havoc.HavocClient.data;
import static warren.gateway.dialects.havoc.HavocClient.session;
import static warren.gateway.dialects.havoc.HavocClient.user;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Creating and listing users, as the document of Havoc Communications describes it. */
@WithGateway
class HavocUsersIT {
  private final HavocClient client;

  HavocUsersIT(TestHttpClient http) throws Exception {
    client = new HavocClient(http);
  }

  @ParameterizedTest
  @CsvSource({"ursula, 1, User", "moira, 5, Moderator", "adam, 10, Admin"})
  void aCreatedUserLogsInWithTheGivenPermission(String username, String code, String level)
      throws Exception {
    assertEquals("OK", data(200, client.create(user(username, code))).textValue());
    var data = client.login(username, PASSWORD);
    assertTrue(data.get("session_token").textValue().startsWith("ey"));
    assertEquals(username, data.get("username").textValue());
    assertEquals("Test", data.get("first_name").textValue());
    assertEquals("McGee", data.get("last_name").textValue());
    assertEquals(Integer.parseInt(code), data.get("fk_permission_code").intValue());
    assertEquals(level, data.get("permission_level").textValue());
  }

  @Test
  void aFormCanContainTheNewUserAsJsonText() throws Exception {
    var form = client.session();
    form.put("new_user", Bodies.text(user("forma", "1")));
    var text =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue() + "", StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(client.http().uri("/havoc/user_admin/create_user"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(text));
    assertEquals("OK", data(200, client.http().send(request)).textValue());
    client.login("forma", PASSWORD);
  }

  @Test
  void listedUsersHaveTheDocumentedFields() throws Exception {
    data(200, client.create(user("listed", "5")));
    assertEquals(
        json(
            """
            {"email": "listed@havoc.example", "username": "listed", "first_name": "Test",
              "last_name": "McGee", "permission_code": 5, "permission_level": "Moderator"}
            """),
        listed("listed"));
  }

  @Test
  void missingTextsAreEmptyStrings() throws Exception {
    var admin = client.login("admin", TestGateway.ADMIN_PASSWORD);
    assertEquals("", admin.get("first_name").textValue());
    assertEquals("", admin.get("last_name").textValue());
    assertEquals("", listed("admin").get("email").textValue());
  }

  private JsonNode listed(String username) throws Exception {
    for (var user : data(200, client.post("/user_admin/get_all_users", client.session()))) {
      if (user.get("username").textValue().equals(username)) {
        return user;
      }
    }
    throw new AssertionError(username + " is not listed");
  }

  private String idOf(String username) throws Exception {
    return client
        .rpc("RequestAllAccounts", Map.of("text", username))
        .at("/accounts/0/user_id")
        .asText();
  }

  @ParameterizedTest
  @CsvSource({"4, 1, User", "14, 5, Moderator", "20, 10, Admin"})
  void anotherRoleIsShownAsTheHighestPermissionThatItsLevelReaches(int level, int code, String name)
      throws Exception {
    var username = "custom" + level;
    data(200, client.create(user(username, "1")));
    client.rpc("RequestRoleCreate", Map.of("name", "level " + level, "level", level));
    client.rpc(
        "UpdateAccountRoles",
        Map.of("user_id", idOf(username), "roles", List.of("level " + level)));
    assertShown(code, name, username);
  }

  /** In the login, in the list, and in the access to administration. */
  private void assertShown(int code, String name, String username) throws Exception {
    var login = client.login(username, PASSWORD);
    assertEquals(code, login.get("fk_permission_code").intValue());
    assertEquals(name, login.get("permission_level").textValue());
    var listed = listed(username);
    assertEquals(code, listed.get("permission_code").intValue());
    assertEquals(name, listed.get("permission_level").textValue());
    var session = session(username, login.get("session_token").textValue());
    data(code == 10 ? 200 : 403, client.post("/permission_admin/get_permissions", session));
  }

  @Test
  void rolesOfGroupsAreIncluded() throws Exception {
    data(200, client.create(user("grouped", "1")));
    client.rpc("RequestRoleCreate", Map.of("name", "chief", "level", 20));
    var group =
        client.rpc("RequestGroupCreate", Map.of("name", "Chiefs", "roles", List.of("chief")));
    client.rpc(
        "UpdateAccountGroups",
        Map.of("user_id", idOf("grouped"), "groups", List.of(group.get("id").intValue())));
    assertShown(10, "Admin", "grouped");
  }

  @ParameterizedTest
  @CsvSource({"Straße, STRASSE", "Ａda, ada", "Łukasz, łukasz", "José, Jose\u0301"})
  void equivalentSpellingsOfANameIdentifyTheSameUser(String created, String sent) throws Exception {
    var user = new TreeMap<>(user(created, "1"));
    user.put("email", "");
    data(200, client.create(user));
    var token = client.token(sent, PASSWORD);
    data(200, client.post("/user/check_status", session(sent, token)));
    assertFails(401, client.post("/user/check_status", session(sent + "x", token)));
  }

  @Test
  void invalidNewUsersAreRefused() throws Exception {
    data(200, client.create(user("twice", "1")));
    assertFails(409, client.create(user("twice", "1")));
    assertInvalid("fk_permission_code must be 1, 5 or 10.", client.create(user("wrong", "7")));
    for (var invalid : new Object[] {"what?", "", "[]", 7, List.of()}) {
      assertInvalid("new_user must be a JSON object.", client.create(invalid));
    }
    assertInvalid(
        "new_user is required.", client.post("/user_admin/create_user", client.session()));
    assertInvalid(
        "fk_permission_code is required; password is required.",
        client.create(Map.of("username", "nothing else")));
    assertInvalid(
        "username must be text.",
        client.create(
            Map.of("username", Map.of("a", 1), "password", "x", "fk_permission_code", 1)));
    assertInvalid(
        "username must be well-formed Unicode.",
        client.create(
            "{\"username\": \"\\ud800\", \"password\": \"x\", \"fk_permission_code\": 1}"));
    var weak = new TreeMap<>(user("weak", "1"));
    weak.put("password", "1234");
    assertInvalid("password must have at least 8 characters.", client.create(weak));
  }

  private static void assertInvalid(String sentence, HttpResponse<String> response)
      throws Exception {
    assertEquals(sentence, data(400, response).textValue());
  }
}
