package warren.gateway.dialects.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.dialects.authorization.AuthorizationClient.PASSWORD;
import static warren.gateway.dialects.authorization.AuthorizationClient.UNKNOWN_ID;
import static warren.gateway.dialects.authorization.AuthorizationClient.assertFails;
import static warren.gateway.dialects.authorization.AuthorizationClient.names;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Roles, permissions, and the permissions that requests require. */
@WithGateway
class AuthorizationAccessIT {
  private static final String TIME =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3,9})?\\+00:00";

  private final AuthorizationClient client;

  AuthorizationAccessIT(TestHttpClient http) throws Exception {
    client = new AuthorizationClient(http);
  }

  private static void assertTime(JsonNode time) {
    assertTrue(time.textValue().matches(TIME), time::textValue);
  }

  @Test
  void permissionsAreCreatedReadFoundChangedAndDeleted() throws Exception {
    var created =
        client.ok("POST", "/permissions/", Map.of("name", "CAN_LEND", "description", "Lend books"));
    assertEquals(Set.of("id", "name", "description"), fields(created));
    assertEquals("CAN_LEND", created.get("name").textValue());
    assertEquals("Lend books", created.get("description").textValue());
    var path = "/permissions/" + created.get("id").textValue();
    assertEquals(created, client.get(path));
    assertEquals(List.of("CAN_LEND"), names(client.get("/permissions/?text=lend")));
    assertTrue(names(client.get("/permissions")).contains("CAN_UPDATE_SELF"));

    var changed =
        client.ok("PUT", path, Map.of("name", "CAN_LEND_MORE", "description", "Lend more"));
    assertEquals("CAN_LEND_MORE", changed.get("name").textValue());
    assertEquals("Lend more", changed.get("description").textValue());

    assertEquals(200, client.send("DELETE", path, Map.of()).statusCode());
    assertFails(404, client.send("GET", path, Map.of()));
    assertFails(404, client.send("DELETE", path, Map.of()));
  }

  @Test
  void invalidRolesAndPermissionsAreRefused() throws Exception {
    assertFails(409, client.send("POST", "/permissions/", Map.of("name", "CAN_UPDATE_SELF")));
    assertFails(409, client.send("POST", "/roles/", Map.of("name", "admin")));
    assertFails(
        404,
        client.send("POST", "/roles/", Map.of("name", "x", "permissions", List.of("CAN_NOT"))));
    for (var path : List.of("/roles/", "/permissions/")) {
      assertResponse(
          "{\"message\": \"name is required.\"}", 400, client.send("POST", path, Map.of()));
      assertFails(400, client.send("POST", path, Map.of("name", "x".repeat(65))));
      assertFails(400, client.send("POST", path, Map.of("name", List.of("x"))));
      assertEquals(client.get(path), client.get(path + "?text="));
      assertFails(400, client.send("GET", path + "?text=" + "x".repeat(65), Map.of()));
    }
    var builtIn = client.get("/roles?text=admin").get(0).get("id").textValue();
    assertFails(409, client.send("DELETE", "/roles/" + builtIn, Map.of()));
  }

  @Test
  void rolesAreCreatedReadFoundChangedAndDeleted() throws Exception {
    var permission = client.get("/permissions/?text=CAN_UPDATE_SELF").get(0);
    var created =
        client.ok(
            "POST",
            "/roles/",
            Map.of(
                "name", "librarian",
                "description", "Keeps the books",
                "permissions", List.of(permission.get("id").textValue())));
    assertEquals(
        Set.of("id", "name", "description", "permissions", "createdAt", "updatedAt"),
        fields(created));
    var permissionOfRole = created.get("permissions").get(0);
    assertEquals(
        Set.of("id", "name", "description", "createdAt", "updatedAt"), fields(permissionOfRole));
    assertEquals("CAN_UPDATE_SELF", permissionOfRole.get("name").textValue());
    assertTime(created.get("createdAt"));
    assertTime(permissionOfRole.get("updatedAt"));
    var path = "/roles/" + created.get("id").textValue();
    assertEquals(created, client.get(path));
    assertEquals(List.of("librarian"), names(client.get("/roles/?text=libra")));
    assertTrue(names(client.get("/roles/")).containsAll(List.of("admin", "user")));

    var changed = client.ok("PUT", path, Map.of("name", "archivist", "permissions", List.of()));
    assertEquals("archivist", changed.get("name").textValue());
    assertEquals("Keeps the books", changed.get("description").textValue());
    assertEquals(0, changed.get("permissions").size());

    assertEquals(200, client.send("DELETE", path, Map.of()).statusCode());
    assertFails(404, client.send("GET", path, Map.of()));
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
  void withoutThePermissionItIs403AndWithoutATokenItIs401(String method, String path)
      throws Exception {
    var name = "plain-" + method.toLowerCase(Locale.ROOT) + path.hashCode();
    client.registered(name);
    var body = path.startsWith("/users") ? Map.of("username", "x") : Map.of("name", "x");
    var target = path.replace("ID", UNKNOWN_ID);
    assertFails(403, client.send(method, target, body, client.login(name, PASSWORD)));
    assertFails(401, client.send(method, target, body, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/", "/roles/", "/permissions/"})
  void anUnknownIdIs404(String path) throws Exception {
    assertFails(404, client.send("GET", path + UNKNOWN_ID, Map.of()));
    assertFails(404, client.send("GET", path + "what", Map.of()));
  }
}
