package warren.gateway.dialects.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.gateway.dialects.authorization.AuthorizationClient.PASSWORD;
import static warren.gateway.dialects.authorization.AuthorizationClient.assertEmpty;
import static warren.gateway.dialects.authorization.AuthorizationClient.assertFails;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** A user's own names and password, passwords set by administrators, and health. */
@WithGateway
class AuthorizationOwnUserIT {
  private static final String NEW_PASSWORD = "staple of another horse";

  private final AuthorizationClient client;

  AuthorizationOwnUserIT(TestHttpClient http) throws Exception {
    client = new AuthorizationClient(http);
  }

  private String pathOf(String username) throws Exception {
    return "/users/" + client.registered(username).get("id").textValue();
  }

  @Test
  void aUserChangesTheirOwnNames() throws Exception {
    var path = pathOf("sela") + "/self/";
    var token = client.login("sela", PASSWORD);
    var body = Map.of("username", "selma", "email", "selma@example.org", "firstName", "Selma");
    var changed = json(200, client.send("PUT", path, body, token));
    assertEquals("selma", changed.get("username").textValue());
    assertEquals("selma@example.org", changed.get("email").textValue());
    assertEquals("Selma", changed.get("first_name").textValue());
    assertEquals("Doe", changed.get("last_name").textValue());
    assertEquals(
        changed, json(200, client.send("GET", "/authentication/current", Map.of(), token)));
    // not even an administrator, who has another path
    assertFails(403, client.send("PUT", path, body));
    assertFails(401, client.send("PUT", path, body, ""));
  }

  @Test
  void aUserChangesTheirOwnPassword() throws Exception {
    var path = pathOf("pia") + "/password/";
    var token = client.login("pia", PASSWORD);
    var change = Map.of("oldPassword", PASSWORD, "newPassword", NEW_PASSWORD);
    var wrong = Map.of("oldPassword", "not it", "newPassword", NEW_PASSWORD);
    assertFails(401, client.send("PUT", path, wrong, token));
    assertFails(403, client.send("PUT", path, change));
    assertFails(401, client.send("PUT", path, change, ""));
    assertEmpty(client.send("PUT", path, change, token));
    client.login("pia", NEW_PASSWORD);
    assertResponse(
        "{\"message\": \"oldPassword is required.\"}",
        400,
        client.send("PUT", path, Map.of("newPassword", NEW_PASSWORD), token));
  }

  @Test
  void anAdministratorSetsAPassword() throws Exception {
    var path = pathOf("greta") + "/password/admin/";
    var token = client.login("greta", PASSWORD);
    assertEmpty(client.send("PUT", path, Map.of("password", NEW_PASSWORD)));
    assertFails(401, client.send("GET", "/authentication/current", Map.of(), token));
    client.login("greta", NEW_PASSWORD);
    assertResponse(
        "{\"message\": \"password must have at least 8 characters.\"}",
        400,
        client.send("PUT", path, Map.of("password", "1234")));
    client.login("greta", NEW_PASSWORD);
    var unknown = "/users/" + AuthorizationClient.UNKNOWN_ID + "/password/admin";
    assertFails(404, client.send("PUT", unknown, Map.of("password", NEW_PASSWORD)));
  }

  @Test
  void aUserCannotAvoidTheOldPassword() throws Exception {
    var path = pathOf("olga") + "/password/admin";
    var token = client.login("olga", PASSWORD);
    assertFails(403, client.send("PUT", path, Map.of("password", NEW_PASSWORD), token));
    assertFails(401, client.send("PUT", path, Map.of("password", NEW_PASSWORD), ""));
    client.login("olga", PASSWORD);
  }

  @Test
  @WithGateway(settings = {"WARREN_HTTP_DIALECTS=authorization=/api/v1", "WARREN_HTTP_TIMEOUT=1s"})
  void theOriginalsPrefixIsAMount(TestGateway gateway, TestHttpClient http) throws Exception {
    assertResponse("{\"status\": \"UP\"}", 200, http.get("/api/v1/health/"));
    var credentials = Map.of("username", "admin", "password", TestGateway.ADMIN_PASSWORD);
    var login = http.post("/api/v1/authentication/login/", Bodies.text(credentials));
    var bearer = "Bearer " + json(200, login).get("token").textValue();
    var users = http.send("GET", "/api/v1/users/", "", "Authorization", bearer);
    assertEquals(1, json(200, users).size());
    assertResponse(
        "{\"message\": \"This path does not exist.\"}", 404, http.get("/api/v1/nothing"));
    gateway.stopService();
    assertResponse("{\"status\": \"DOWN\"}", 503, http.get("/api/v1/health/"));
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_DIALECTS=authorization=/")
  void atTheRootTheGatewayReportsHealth(TestHttpClient http) throws Exception {
    assertEquals(404, http.get("/health/").statusCode());
    assertResponse("{\"ready\": true}", 200, http.get("/health/ready"));
    assertFails(401, http.get("/users/"));
  }
}
