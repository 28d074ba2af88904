package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Authorization API's document, line by line. */
class AuthorizationIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "correct horse battery";
  private static final String NOBODY = "00000000-0000-0000-0000-000000000001";

  private static TestGateway gateway;
  private static String admin;

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start(Map.of());
    admin = login("admin", TestGateway.ADMIN_PASSWORD);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpResponse<String> send(String method, String path, Object body, String token)
      throws Exception {
    var request =
        HttpRequest.newBuilder(gateway.uri("/authorization" + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    return gateway.send(
        token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
  }

  private static JsonNode ok(HttpResponse<String> response) throws Exception {
    assertEquals(200, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  private static JsonNode asAdmin(String method, String path, Object body) throws Exception {
    return ok(send(method, path, body, admin));
  }

  private static void assertFails(int status, HttpResponse<String> response) throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(JSON.readTree(response.body()).get("message").isTextual());
  }

  private static String login(String username, String password) throws Exception {
    var body = Map.of("username", username, "password", password);
    return ok(send("POST", "/authentication/login", body, "")).get("token").textValue();
  }

  private static Map<String, String> account(String username) {
    return Map.of(
        "username",
        username,
        "email",
        username + "@example.org",
        "firstName",
        "Jane",
        "lastName",
        "Doe",
        "password",
        PASSWORD);
  }

  private static JsonNode registered(String username) throws Exception {
    var registered = send("POST", "/authentication/register", account(username), "");
    assertEquals(200, registered.statusCode(), registered.body());
    assertEquals("", registered.body());
    return ok(send("GET", "/authentication/current", Map.of(), login(username, PASSWORD)));
  }

  private static Set<String> fields(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> names(JsonNode list) {
    var names = new ArrayList<String>();
    list.forEach(entry -> names.add(entry.path("name").asText(entry.path("username").asText())));
    return names;
  }

  @Test
  void whoRegistersLogsInAndIsTheCurrentUser() throws Exception {
    var user = registered("jane");
    assertEquals(
        Set.of("id", "username", "email", "first_name", "last_name", "roles"), fields(user));
    assertEquals("jane", user.get("username").textValue());
    assertEquals("jane@example.org", user.get("email").textValue());
    assertEquals("Jane", user.get("first_name").textValue());
    assertEquals("Doe", user.get("last_name").textValue());
    var role = user.get("roles").get(0);
    assertEquals(Set.of("id", "name", "description", "permissions"), fields(role));
    assertEquals("user", role.get("name").textValue());
    assertEquals(Set.of("id", "name", "description"), fields(role.get("permissions").get(0)));
    assertFails(409, send("POST", "/authentication/register", account("jane"), ""));
  }

  @Test
  void namesMayBeWrittenInEitherWay() throws Exception {
    var body =
        Map.of("username", "snake", "password", PASSWORD, "first_name", "S", "last_name", "N");
    assertEquals(200, send("POST", "/authentication/register", body, "").statusCode());
    var user = ok(send("GET", "/authentication/current", Map.of(), login("snake", PASSWORD)));
    assertEquals("S", user.get("first_name").textValue());
    assertEquals("N", user.get("last_name").textValue());
    assertTrue(user.get("email").isNull());
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertFails(401, send("GET", "/authentication/current", Map.of(), ""));
    assertFails(
        401,
        send("POST", "/authentication/login", Map.of("username", "nobody", "password", "x"), ""));
    assertFails(400, send("POST", "/authentication/login", Map.of("username", "nobody"), ""));
    assertFails(400, send("POST", "/authentication/register", List.of(), ""));
  }

  @Test
  void usersAreMadeReadFoundChangedAndDeleted() throws Exception {
    var made = asAdmin("POST", "/users/", account("ursula"));
    var path = "/users/" + made.get("id").textValue();
    assertEquals(made, asAdmin("GET", path, Map.of()));
    assertEquals(List.of("ursula"), names(asAdmin("GET", "/users/?text=ursula", Map.of())));
    assertTrue(names(asAdmin("GET", "/users/", Map.of())).containsAll(List.of("admin", "ursula")));

    var changed =
        asAdmin("PUT", path, Map.of("firstName", "Ursula", "roles", List.of("moderator")));
    assertEquals("Ursula", changed.get("first_name").textValue());
    assertEquals("Doe", changed.get("last_name").textValue());
    assertEquals(List.of("moderator"), names(changed.get("roles")));
    assertEquals(changed, asAdmin("GET", path, Map.of()));

    var deleted = send("DELETE", path, Map.of(), admin);
    assertEquals(200, deleted.statusCode());
    assertFails(404, send("GET", path, Map.of(), admin));
  }

  @Test
  void permissionsAreMadeReadFoundChangedAndDeleted() throws Exception {
    var made =
        asAdmin("POST", "/permissions/", Map.of("name", "CAN_LEND", "description", "Lend books"));
    assertEquals(Set.of("id", "name", "description"), fields(made));
    assertEquals("CAN_LEND", made.get("name").textValue());
    assertEquals("Lend books", made.get("description").textValue());
    var path = "/permissions/" + made.get("id").textValue();
    assertEquals(made, asAdmin("GET", path, Map.of()));
    assertEquals(List.of("CAN_LEND"), names(asAdmin("GET", "/permissions/?text=lend", Map.of())));
    assertTrue(names(asAdmin("GET", "/permissions", Map.of())).contains("CAN_UPDATE_SELF"));

    var changed = asAdmin("PUT", path, Map.of("name", "CAN_LEND_MORE", "description", "Lend more"));
    assertEquals("CAN_LEND_MORE", changed.get("name").textValue());
    assertEquals("Lend more", changed.get("description").textValue());

    assertEquals(200, send("DELETE", path, Map.of(), admin).statusCode());
    assertFails(404, send("GET", path, Map.of(), admin));
    assertFails(404, send("DELETE", path, Map.of(), admin));
  }

  @Test
  void rolesAreMadeReadFoundChangedAndDeleted() throws Exception {
    var permission = asAdmin("GET", "/permissions/?text=CAN_UPDATE_SELF", Map.of()).get(0);
    var made =
        asAdmin(
            "POST",
            "/roles/",
            Map.of(
                "name", "librarian",
                "description", "Keeps the books",
                "permissions", List.of(permission.get("id").textValue())));
    assertEquals(
        Set.of("id", "name", "description", "permissions", "createdAt", "updatedAt"), fields(made));
    var given = made.get("permissions").get(0);
    assertEquals(Set.of("id", "name", "description", "createdAt", "updatedAt"), fields(given));
    assertEquals("CAN_UPDATE_SELF", given.get("name").textValue());
    var path = "/roles/" + made.get("id").textValue();
    assertEquals(made, asAdmin("GET", path, Map.of()));
    assertEquals(List.of("librarian"), names(asAdmin("GET", "/roles/?text=libra", Map.of())));
    assertTrue(names(asAdmin("GET", "/roles/", Map.of())).containsAll(List.of("admin", "user")));

    var changed = asAdmin("PUT", path, Map.of("name", "archivist", "permissions", List.of()));
    assertEquals("archivist", changed.get("name").textValue());
    assertEquals("Keeps the books", changed.get("description").textValue());
    assertEquals(0, changed.get("permissions").size());

    assertEquals(200, send("DELETE", path, Map.of(), admin).statusCode());
    assertFails(404, send("GET", path, Map.of(), admin));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /roles/",
    "PUT, /roles/ID",
    "DELETE, /roles/ID",
    "POST, /permissions/",
    "PUT, /permissions/ID",
    "DELETE, /permissions/ID",
    "GET, /users/",
    "GET, /users/ID",
    "PUT, /users/ID",
    "DELETE, /users/ID"
  })
  void whatNeedsAPermissionIsForbiddenWithoutIt(String method, String path) throws Exception {
    var name = "plain-" + method.toLowerCase(Locale.ROOT) + path.hashCode();
    registered(name);
    var body = Map.of("name", "x");
    var at = path.replace("ID", NOBODY);
    assertFails(403, send(method, at, body, login(name, PASSWORD)));
    assertFails(401, send(method, at, body, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/", "/roles/", "/permissions/"})
  void whatIsNotThereIs404(String path) throws Exception {
    assertFails(404, send("GET", path + NOBODY, Map.of(), admin));
    assertFails(404, send("GET", path + "what", Map.of(), admin));
  }
}
