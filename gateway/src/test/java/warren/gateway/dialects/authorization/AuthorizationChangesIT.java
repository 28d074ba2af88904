package warren.gateway.dialects.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.dialects.authorization.AuthorizationClient.PASSWORD;
import static warren.gateway.dialects.authorization.AuthorizationClient.account;
import static warren.gateway.dialects.authorization.AuthorizationClient.assertFails;
import static warren.gateway.dialects.authorization.AuthorizationClient.names;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Every field of a change is applied or refused. */
@WithGateway
class AuthorizationChangesIT {
  private final AuthorizationClient client;

  AuthorizationChangesIT(TestHttpClient http) throws Exception {
    client = new AuthorizationClient(http);
  }

  private String pathOf(String username) throws Exception {
    return "/users/" + client.registered(username).get("id").textValue();
  }

  private static String applied(HttpResponse<String> response) {
    return response.headers().firstValue("X-Applied-Fields").orElse("none");
  }

  @Test
  void aDisabledUserCannotLogIn() throws Exception {
    var path = pathOf("dora");
    var token = client.login("dora", PASSWORD);
    var disabled = client.ok("PUT", path, Map.of("enabled", false));
    assertFalse(disabled.get("enabled").booleanValue());
    assertEquals(disabled, client.get(path));
    assertFails(401, client.send("GET", "/authentication/current", Map.of(), token));
    var login = Map.of("username", "dora", "password", PASSWORD);
    assertResponse(
        "{\"message\": \"This account is not enabled.\"}",
        403,
        client.send("POST", "/authentication/login", login, ""));
    assertTrue(client.ok("PUT", path, Map.of("enabled", true)).get("enabled").booleanValue());
    client.login("dora", PASSWORD);
  }

  @Test
  void allFieldsOfAUserCanBeChangedAtOnce() throws Exception {
    var path = pathOf("fay");
    var changes =
        Map.of(
            "username", "faye",
            "email", "faye@example.org",
            "firstName", "Faye",
            "lastName", "Wong",
            "roles", List.of("moderator"),
            "enabled", false);
    var changed = client.ok("PUT", path, changes);
    assertEquals("faye", changed.get("username").textValue());
    assertEquals("faye@example.org", changed.get("email").textValue());
    assertEquals("Faye", changed.get("first_name").textValue());
    assertEquals("Wong", changed.get("last_name").textValue());
    assertEquals(List.of("moderator"), names(changed.get("roles")));
    assertFalse(changed.get("enabled").booleanValue());
    assertEquals(changed, client.get(path));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /authentication/register",
    "POST, /users/",
    "PUT, /users/ID",
    "PUT, /users/ID/self",
    "PUT, /users/ID/password",
    "PUT, /users/ID/password/admin",
    "POST, /roles/",
    "PUT, /roles/ID",
    "POST, /permissions/",
    "PUT, /permissions/ID"
  })
  void unknownFieldsAreRefused(String method, String path) throws Exception {
    var target = path.replace("ID", AuthorizationClient.UNKNOWN_ID);
    assertResponse(
        "{\"message\": \"active is unknown; nickname is unknown.\"}",
        400,
        client.send(method, target, Map.of("nickname", "x", "active", true)));
  }

  @Test
  void aFieldOfTheWrongTypeLeavesEverythingUnchanged() throws Exception {
    var path = pathOf("wanda");
    var before = client.get(path);
    for (var wrong :
        List.<Map<String, ?>>of(
            Map.of("firstName", "W", "enabled", "perhaps"),
            Map.of("firstName", "W", "roles", List.of()),
            Map.of("firstName", "W", "roles", "admin"),
            Map.of("enabled", false, "username", List.of("x")))) {
      assertFails(400, client.send("PUT", path, wrong));
    }
    assertEquals(before, client.get(path));
  }

  @Test
  void withoutAllPermissionsNothingIsChanged() throws Exception {
    client.ok(
        "POST",
        "/roles/",
        Map.of(
            "name",
            "editor",
            "permissions",
            List.of("CAN_READ_ACCOUNTS", "CAN_UPDATE_ACCOUNTS", "CAN_UPDATE_SELF")));
    client.ok("PUT", pathOf("edward"), Map.of("roles", List.of("editor")));
    var token = client.login("edward", PASSWORD);
    var own = "/users/" + current(token).get("id").textValue();
    for (var change :
        List.<Map<String, ?>>of(Map.of("enabled", false), Map.of("roles", List.of("admin")))) {
      assertFails(403, client.send("PUT", own, change, token));
      var both = new TreeMap<String, Object>(change);
      both.put("firstName", "Ed");
      var refused = client.send("PUT", own, both, token);
      assertFails(403, refused);
      assertEquals("none", applied(refused));
    }
    assertEquals("Jane", current(token).get("first_name").textValue());
    // what does not change requires no permission
    var unchanged = Map.of("firstName", "Ed", "enabled", true);
    assertEquals(
        "Ed", json(200, client.send("PUT", own, unchanged, token)).get("first_name").textValue());
  }

  private JsonNode current(String token) throws Exception {
    return json(200, client.send("GET", "/authentication/current", Map.of(), token));
  }

  @Test
  void aLaterRefusalNamesTheFieldsThatWereChanged() throws Exception {
    var path = pathOf("lara");
    var unknownRole =
        client.send(
            "PUT", path, Map.of("firstName", "Lara", "email", "", "roles", List.of("none")));
    assertFails(404, unknownRole);
    assertEquals("email, firstName", applied(unknownRole));
    assertEquals("Lara", client.get(path).get("first_name").textValue());

    client.registered("taken");
    var taken =
        client.send("PUT", path, Map.of("username", "taken", "roles", List.of("moderator")));
    assertFails(409, taken);
    assertEquals("none", applied(taken));
    assertEquals(List.of("user"), names(client.get(path).get("roles")));
  }

  @Test
  void aUserIsCreatedWithAllRolesOrRefused() throws Exception {
    var body = new TreeMap<String, Object>(account("roland"));
    body.put("roles", List.of("moderator", "user"));
    var created = client.ok("POST", "/users/", body);
    assertEquals(List.of("moderator", "user"), names(created.get("roles")));

    body.putAll(account("nobody"));
    for (var roles : List.of(List.of(), List.of("none"), "admin")) {
      body.put("roles", roles);
      assertEquals(roles.equals(List.of("none")) ? 404 : 400, status("POST", body));
    }
    body.remove("roles");
    client.registered("creator");
    assertFails(403, client.send("POST", "/users/", body, client.login("creator", PASSWORD)));
    assertFails(401, client.send("POST", "/users/", body, ""));
    assertEquals(0, client.get("/users/?text=nobody").size());
  }

  @Test
  void whoDisablesThemselvesLearnsThatTheChangeWasMade() throws Exception {
    var path = pathOf("selma");
    client.ok("PUT", path, Map.of("roles", List.of("admin")));
    var token = client.login("selma", PASSWORD);
    var response = client.send("PUT", path, Map.of("enabled", false), token);
    assertFails(401, response);
    assertEquals("enabled", applied(response));
    assertFalse(client.get(path).get("enabled").booleanValue());
  }

  private int status(String method, Object body) throws Exception {
    return client.send(method, "/users/", body).statusCode();
  }

  @Test
  void usersRolesAndPermissionsAreFoundById() throws Exception {
    client.registered("findable");
    for (var list : Set.of("/users/", "/roles/", "/permissions/")) {
      var entry = client.get(list).get(1);
      var found = client.get(list + "?text=" + entry.get("id").textValue());
      assertEquals(1, found.size(), list);
      assertEquals(entry.get("id"), found.get(0).get("id"));
      assertEquals(0, client.get(list + "?text=" + AuthorizationClient.UNKNOWN_ID).size());
    }
    var id = client.registered("lister").get("id").textValue();
    var token = client.login("lister", PASSWORD);
    assertFails(403, client.send("GET", "/users/?text=" + id, Map.of(), token));
  }
}
