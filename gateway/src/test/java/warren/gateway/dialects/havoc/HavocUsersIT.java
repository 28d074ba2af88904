package warren.gateway.dialects.havoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.Bodies.json;
import static warren.gateway.dialects.havoc.HavocClient.PASSWORD;
import static warren.gateway.dialects.havoc.HavocClient.assertFails;
import static warren.gateway.dialects.havoc.HavocClient.data;
import static warren.gateway.dialects.havoc.HavocClient.session;
import static warren.gateway.dialects.havoc.HavocClient.user;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.gateway.Bodies;
import warren.gateway.TestGateway;

/** Making and listing users, line by line as the document of Havoc Communications has it. */
class HavocUsersIT {
  private static HavocClient client;

  @BeforeAll
  static void start() throws Exception {
    client = new HavocClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @ParameterizedTest
  @CsvSource({"ursula, 1, User", "moira, 5, Moderator", "adam, 10, Admin"})
  void whomAnAdministratorMakesLogsIn(String username, String code, String level) throws Exception {
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
  void aNewUserMayBeTextAndABodyAForm() throws Exception {
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
        HttpRequest.newBuilder(client.gateway().uri("/havoc/user_admin/create_user"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(text));
    assertEquals("OK", data(200, client.gateway().send(request)).textValue());
    client.login("forma", PASSWORD);
  }

  @Test
  void allUsersAreListed() throws Exception {
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
  void whatIsNotKnownOfAUserIsEmpty() throws Exception {
    var admin = client.login("admin", TestGateway.ADMIN_PASSWORD);
    assertEquals("", admin.get("first_name").textValue());
    assertEquals("", admin.get("last_name").textValue());
    assertEquals("", listed("admin").get("email").textValue());
  }

  private static JsonNode listed(String username) throws Exception {
    for (var user : data(200, client.post("/user_admin/get_all_users", client.session()))) {
      if (user.get("username").textValue().equals(username)) {
        return user;
      }
    }
    throw new AssertionError("no " + username);
  }

  private static String idOf(String username) throws Exception {
    return client
        .rpc("RequestAllAccounts", Map.of("text", username))
        .at("/accounts/0/user_id")
        .asText();
  }

  @ParameterizedTest
  @CsvSource({"4, 1, User", "14, 5, Moderator", "20, 10, Admin"})
  void anotherRoleShowsAsTheHighestThatItsLevelReaches(int level, int code, String name)
      throws Exception {
    var username = "custom" + level;
    data(200, client.create(user(username, "1")));
    client.rpc("RequestRoleCreate", Map.of("name", "level " + level, "level", level));
    client.rpc(
        "UpdateAccountRoles",
        Map.of("user_id", idOf(username), "roles", List.of("level " + level)));
    assertShown(code, name, username);
  }

  /** At the login, in the list, and in what may be done. */
  private static void assertShown(int code, String name, String username) throws Exception {
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
  void aRoleThatAGroupGivesCountsToo() throws Exception {
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
  void aNameIsTheSameHoweverItIsWritten(String made, String sent) throws Exception {
    var user = new TreeMap<>(user(made, "1"));
    user.put("email", "");
    data(200, client.create(user));
    var token = client.token(sent, PASSWORD);
    data(200, client.post("/user/check_status", session(sent, token)));
    assertFails(401, client.post("/user/check_status", session(sent + "x", token)));
  }

  @Test
  void aUserThatCannotBeMadeIsSaid() throws Exception {
    data(200, client.create(user("twice", "1")));
    assertFails(409, client.create(user("twice", "1")));
    assertSaid("fk_permission_code must be 1, 5 or 10.", client.create(user("wrong", "7")));
    for (var none : new Object[] {"what?", "", "[]", 7, List.of()}) {
      assertSaid("new_user must be a JSON object.", client.create(none));
    }
    assertSaid("new_user is required.", client.post("/user_admin/create_user", client.session()));
    assertSaid("password is required.", client.create(Map.of("username", "nothing else")));
    assertSaid(
        "username must be text.",
        client.create(Map.of("username", Map.of("a", 1), "password", "x")));
    assertSaid(
        "username must be well-formed Unicode.",
        client.create("{\"username\": \"\\ud800\", \"password\": \"x\"}"));
    var weak = new TreeMap<>(user("weak", "1"));
    weak.put("password", "1234");
    assertSaid("password must have at least 8 characters.", client.create(weak));
  }

  private static void assertSaid(String sentence, HttpResponse<String> response) throws Exception {
    assertEquals(sentence, data(400, response).textValue());
  }
}
