package warren.gateway.dialects.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.dialects.authorization.AuthorizationClient.PASSWORD;
import static warren.gateway.dialects.authorization.AuthorizationClient.account;
import static warren.gateway.dialects.authorization.AuthorizationClient.assertFails;
import static warren.gateway.dialects.authorization.AuthorizationClient.names;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.fields;
import static warren.gateway.support.Bodies.json;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Registration, login, and the management of users. */
@WithGateway
class AuthorizationUsersIT {
  private final AuthorizationClient client;

  AuthorizationUsersIT(TestHttpClient http) throws Exception {
    client = new AuthorizationClient(http);
  }

  @Test
  void aRegisteredUserLogsInAndIsTheCurrentUser() throws Exception {
    var user = client.registered("jane");
    assertEquals(
        Set.of(
            "id",
            "username",
            "email",
            "first_name",
            "last_name",
            "enabled",
            "createdAt",
            "updatedAt",
            "roles"),
        fields(user));
    assertEquals("jane", user.get("username").textValue());
    assertEquals("jane@example.org", user.get("email").textValue());
    assertEquals("Jane", user.get("first_name").textValue());
    assertEquals("Doe", user.get("last_name").textValue());
    var role = user.get("roles").get(0);
    assertEquals(Set.of("id", "name", "description", "permissions"), fields(role));
    assertEquals("user", role.get("name").textValue());
    assertEquals(Set.of("id", "name", "description"), fields(role.get("permissions").get(0)));
    assertFails(409, client.send("POST", "/authentication/register", account("jane"), ""));
  }

  @Test
  void namesAreReadInCamelCaseAndSnakeCase() throws Exception {
    var body =
        Map.of("username", "snake", "password", PASSWORD, "first_name", "S", "last_name", "N");
    assertEquals(200, client.send("POST", "/authentication/register", body, "").statusCode());
    var user =
        json(
            200,
            client.send(
                "GET", "/authentication/current", Map.of(), client.login("snake", PASSWORD)));
    assertEquals("S", user.get("first_name").textValue());
    assertEquals("N", user.get("last_name").textValue());
    assertTrue(user.get("email").isNull());
  }

  @Test
  void invalidLoginsAndRegistrationsAreRefused() throws Exception {
    assertFails(401, client.send("GET", "/authentication/current", Map.of(), ""));
    assertFails(
        401,
        client.send(
            "POST", "/authentication/login", Map.of("username", "nobody", "password", "x"), ""));
    assertFails(
        400, client.send("POST", "/authentication/login", Map.of("username", "nobody"), ""));
    assertFails(400, client.send("POST", "/authentication/register", List.of(), ""));
  }

  @Test
  void aSessionLastsAtLeast23Hours() throws Exception {
    var end = client.sessionEnd(client.login("admin", TestGateway.ADMIN_PASSWORD));
    assertTrue(end.isAfter(Instant.now().plus(Duration.ofHours(23))), end::toString);
  }

  @Test
  void anEmptySearchTextListsAllAndAnEmptyEmailIsNull() throws Exception {
    assertEquals(client.get("/users/"), client.get("/users/?text="));
    var user = new TreeMap<>(account("žofie"));
    user.put("email", "");
    user.put("firstName", "Žofie");
    var created = client.ok("POST", "/users", user);
    assertTrue(created.get("email").isNull());
    assertEquals("Žofie", created.get("first_name").textValue());
    assertEquals(List.of("žofie"), names(client.get("/users?text=%C5%BEOFIE")));
    var path = "/users/" + created.get("id").textValue();
    client.ok("PUT", path, Map.of("email", "z@example.org"));
    assertTrue(client.ok("PUT", path, Map.of("email", "")).get("email").isNull());
  }

  @Test
  void invalidUsersAreRefused() throws Exception {
    var weak = new TreeMap<>(account("weak"));
    weak.put("password", "short");
    var refused = client.send("POST", "/authentication/register", weak, "");
    assertResponse("{\"message\": \"password must have at least 8 characters.\"}", 400, refused);
    weak.put("email", "what");
    assertResponse(
        "{\"message\": \"email must be an e-mail address.\"}",
        400,
        client.send("POST", "/users/", weak));
    var path = "/users/" + client.get("/authentication/current").get("id").textValue();
    assertFails(409, client.send("PUT", path, Map.of("roles", List.of("user"))));
    assertFails(400, client.send("PUT", path, Map.of("roles", List.of())));
    assertFails(404, client.send("PUT", path, Map.of("roles", List.of("none"))));
    assertFails(400, client.send("PUT", path, Map.of("roles", "admin")));
    assertFails(400, client.send("PUT", path, Map.of("username", "")));
  }

  @Test
  void usersAreCreatedReadFoundChangedAndDeleted() throws Exception {
    var created = client.ok("POST", "/users/", account("ursula"));
    var path = "/users/" + created.get("id").textValue();
    assertEquals(created, client.get(path));
    assertEquals(List.of("ursula"), names(client.get("/users/?text=ursula")));
    assertTrue(names(client.get("/users/")).containsAll(List.of("admin", "ursula")));

    var changed =
        client.ok("PUT", path, Map.of("firstName", "Ursula", "roles", List.of("moderator")));
    assertEquals("Ursula", changed.get("first_name").textValue());
    assertEquals("Doe", changed.get("last_name").textValue());
    assertEquals(List.of("moderator"), names(changed.get("roles")));
    assertEquals(changed, client.get(path));

    var deleted = client.send("DELETE", path, Map.of());
    assertEquals(200, deleted.statusCode());
    assertFails(404, client.send("GET", path, Map.of()));
  }
}
