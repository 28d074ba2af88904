package warren.gateway.dialects.havoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.Bodies.json;

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
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.Bodies;
import warren.gateway.TestGateway;

/** The document of Havoc Communications, line by line. */
class HavocIT {
  private static final String PASSWORD = "correct horse battery";

  private static TestGateway gateway;
  private static String admin;

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start(Map.of());
    admin = login("admin", TestGateway.ADMIN_PASSWORD).get("session_token").textValue();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpResponse<String> post(String path, Map<String, ?> body) throws Exception {
    return gateway.post("/havoc" + path, Bodies.text(body));
  }

  private static JsonNode data(int status, HttpResponse<String> response) throws Exception {
    var body = json(status, response);
    assertEquals(status, body.get("status").intValue());
    assertEquals(2, body.size());
    return body.get("data");
  }

  private static void assertFails(int status, HttpResponse<String> response) throws Exception {
    assertTrue(data(status, response).isTextual(), response.body());
  }

  private static JsonNode login(String username, String password) throws Exception {
    return data(200, post("/user/login", Map.of("username", username, "password", password)));
  }

  private static Map<String, Object> session(String username, String token) {
    return new TreeMap<>(Map.of("username", username, "session_token", token));
  }

  private static HttpResponse<String> create(Object newUser) throws Exception {
    var body = session("admin", admin);
    body.put("new_user", newUser);
    return post("/user_admin/create_user", body);
  }

  private static Map<String, String> user(String username, String code) {
    return Map.of(
        "email",
        username + "@havoc.example",
        "username",
        username,
        "first_name",
        "Test",
        "last_name",
        "McGee",
        "password",
        PASSWORD,
        "fk_permission_code",
        code);
  }

  @ParameterizedTest
  @CsvSource({"ursula, 1, User", "moira, 5, Moderator", "adam, 10, Admin"})
  void whomAnAdministratorMakesLogsIn(String username, String code, String level) throws Exception {
    assertEquals("OK", data(200, create(user(username, code))).textValue());
    var data = login(username, PASSWORD);
    assertTrue(data.get("session_token").textValue().startsWith("ey"));
    assertEquals(username, data.get("username").textValue());
    assertEquals("Test", data.get("first_name").textValue());
    assertEquals("McGee", data.get("last_name").textValue());
    assertEquals(Integer.parseInt(code), data.get("fk_permission_code").intValue());
    assertEquals(level, data.get("permission_level").textValue());
  }

  @Test
  void aNewUserMayBeTextAndABodyAForm() throws Exception {
    var form = session("admin", admin);
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
        HttpRequest.newBuilder(gateway.uri("/havoc/user_admin/create_user"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(text));
    assertEquals("OK", data(200, gateway.send(request)).textValue());
    login("forma", PASSWORD);
  }

  @Test
  void allUsersAreListed() throws Exception {
    data(200, create(user("listed", "5")));
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
    var admin = login("admin", TestGateway.ADMIN_PASSWORD);
    assertEquals("", admin.get("first_name").textValue());
    assertEquals("", admin.get("last_name").textValue());
    assertEquals("", listed("admin").get("email").textValue());
  }

  private static JsonNode listed(String username) throws Exception {
    for (var user : data(200, post("/user_admin/get_all_users", session("admin", admin)))) {
      if (user.get("username").textValue().equals(username)) {
        return user;
      }
    }
    throw new AssertionError("no " + username);
  }

  private static JsonNode rpc(String operation, Map<String, ?> body) throws Exception {
    var bearer = new String[] {"Authorization", "Bearer " + admin};
    return json(200, gateway.post("/rpc/" + operation, Bodies.text(body), bearer)).get("data");
  }

  private static String idOf(String username) throws Exception {
    return rpc("RequestAllAccounts", Map.of("text", username)).at("/accounts/0/user_id").asText();
  }

  @ParameterizedTest
  @CsvSource({"4, 1, User", "14, 5, Moderator", "20, 10, Admin"})
  void anotherRoleShowsAsTheHighestThatItsLevelReaches(int level, int code, String name)
      throws Exception {
    var username = "custom" + level;
    data(200, create(user(username, "1")));
    rpc("RequestRoleCreate", Map.of("name", "level " + level, "level", level));
    rpc(
        "UpdateAccountRoles",
        Map.of("user_id", idOf(username), "roles", List.of("level " + level)));
    assertShown(code, name, username);
  }

  /** At the login, in the list, and in what may be done. */
  private static void assertShown(int code, String name, String username) throws Exception {
    var login = login(username, PASSWORD);
    assertEquals(code, login.get("fk_permission_code").intValue());
    assertEquals(name, login.get("permission_level").textValue());
    var listed = listed(username);
    assertEquals(code, listed.get("permission_code").intValue());
    assertEquals(name, listed.get("permission_level").textValue());
    var session = session(username, login.get("session_token").textValue());
    data(code == 10 ? 200 : 403, post("/permission_admin/get_permissions", session));
  }

  @Test
  void aRoleThatAGroupGivesCountsToo() throws Exception {
    data(200, create(user("grouped", "1")));
    rpc("RequestRoleCreate", Map.of("name", "chief", "level", 20));
    var group = rpc("RequestGroupCreate", Map.of("name", "Chiefs", "roles", List.of("chief")));
    rpc(
        "UpdateAccountGroups",
        Map.of("user_id", idOf("grouped"), "groups", List.of(group.get("id").intValue())));
    assertShown(10, "Admin", "grouped");
  }

  @ParameterizedTest
  @CsvSource({"Straße, STRASSE", "Ａda, ada", "Łukasz, łukasz", "José, Jose\u0301"})
  void aNameIsTheSameHoweverItIsWritten(String made, String sent) throws Exception {
    var user = new TreeMap<>(user(made, "1"));
    user.put("email", "");
    data(200, create(user));
    var token = login(sent, PASSWORD).get("session_token").textValue();
    data(200, post("/user/check_status", session(sent, token)));
    assertFails(401, post("/user/check_status", session(sent + "x", token)));
  }

  @Test
  void thePermissionsAreThree() throws Exception {
    assertEquals(
        json(
            """
            [{"permission_code": 1, "permission_level": "User"},
             {"permission_code": 5, "permission_level": "Moderator"},
             {"permission_code": 10, "permission_level": "Admin"}]
            """),
        data(200, post("/permission_admin/get_permissions", session("admin", admin))));
  }

  @Test
  void aStatusIsCheckedUntilTheLogout() throws Exception {
    data(200, create(user("stella", "1")));
    var session = session("stella", login("stella", PASSWORD).get("session_token").textValue());
    assertEquals("OK", data(200, post("/user/check_status", session)).textValue());
    assertEquals("OK", data(200, post("/user/logout", session)).textValue());
    assertFails(401, post("/user/check_status", session));
    assertFails(401, post("/user/logout", session));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/user/check_status",
        "/user/logout",
        "/user_admin/create_user",
        "/user_admin/get_all_users",
        "/permission_admin/get_permissions"
      })
  void aTokenOfSomebodyElseIsNone(String path) throws Exception {
    assertFails(401, post(path, session("nobody", admin)));
    assertFails(401, post(path, session("admin", "no.token.this")));
    assertFails(400, post(path, Map.of("username", "admin")));
    assertFails(400, gateway.post("/havoc" + path, "what?"));
    // it still is one of its own
    data(200, post("/user/check_status", session("Admin", admin)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/user_admin/create_user",
        "/user_admin/get_all_users",
        "/permission_admin/get_permissions"
      })
  void onlyAdministratorsMayDoThat(String path) throws Exception {
    var name = "mo" + path.length();
    data(200, create(user(name, "5")));
    assertFails(
        403, post(path, session(name, login(name, PASSWORD).get("session_token").textValue())));
  }

  @Test
  void aUserThatCannotBeMadeIsSaid() throws Exception {
    data(200, create(user("twice", "1")));
    assertFails(409, create(user("twice", "1")));
    assertSaid("fk_permission_code must be 1, 5 or 10.", create(user("wrong", "7")));
    for (var none : new Object[] {"what?", "", "[]", 7, List.of()}) {
      assertSaid("new_user must be a JSON object.", create(none));
    }
    assertSaid("new_user is required.", post("/user_admin/create_user", session("admin", admin)));
    assertSaid("password is required.", create(Map.of("username", "nothing else")));
    assertSaid(
        "username must be text.", create(Map.of("username", Map.of("a", 1), "password", "x")));
    assertSaid(
        "username must be well-formed Unicode.",
        create("{\"username\": \"\\ud800\", \"password\": \"x\"}"));
    var weak = new TreeMap<>(user("weak", "1"));
    weak.put("password", "1234");
    assertSaid("password must have at least 8 characters.", create(weak));
  }

  private static void assertSaid(String sentence, HttpResponse<String> response) throws Exception {
    assertEquals(sentence, data(400, response).textValue());
  }

  @Test
  void aLoginThatFailsIsSaid() throws Exception {
    assertFails(401, post("/user/login", Map.of("username", "nobody", "password", "not it")));
    assertFails(400, post("/user/login", Map.of("username", "nobody")));
    for (var form : new String[] {"", "a", "username=%zz&password=x", "username=a&username=b"}) {
      var path = "/havoc/user/login";
      assertFails(400, gateway.typed(path, "application/x-www-form-urlencoded", form));
    }
    assertFails(415, gateway.typed("/havoc/user/login", "multipart/form-data; boundary=x", "--x"));
  }
}
