package warren.gateway.dialects.vestec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** The API that VESTEC's document describes, mounted at the root as for its existing clients. */
@WithGateway(settings = "WARREN_HTTP_DIALECTS=vestec=/")
class VestecIT {
  private static final String PASSWORD = "correct horse battery";

  private final TestHttpClient http;
  private final String admin;

  VestecIT(TestHttpClient http) throws Exception {
    this.http = http;
    admin = token("admin", TestGateway.ADMIN_PASSWORD);
  }

  private static JsonNode read(int status, HttpResponse<String> response) throws Exception {
    var body = json(status, response);
    assertEquals(status, body.get("status").intValue());
    return body;
  }

  private HttpResponse<String> login(String username, String password) throws Exception {
    return http.post(
        "/flask/login",
        "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, password));
  }

  private String token(String username, String password) throws Exception {
    return read(200, login(username, password)).get("access_token").textValue();
  }

  private HttpResponse<String> signUp(String username, String name) throws Exception {
    return http.post(
        "/flask/signup",
        "{\"username\": \"%s\", \"name\": \"%s\", \"email\": \"%1$s@example.org\", \"password\": \"%s\"}"
            .formatted(username, name, PASSWORD));
  }

  private HttpResponse<String> with(String token, String method, String path) throws Exception {
    return http.send(method, path, "", "Authorization", "Bearer " + token);
  }

  private JsonNode rpc(String operation, String body) throws Exception {
    var response = http.post("/rpc/" + operation, body, "Authorization", "Bearer " + admin);
    return json(200, response).get("data");
  }

  private JsonNode account(String username) throws Exception {
    return rpc("RequestAllAccounts", "{\"text\": \"%s\"}".formatted(username))
        .get("accounts")
        .get(0);
  }

  private void enable(String username) throws Exception {
    rpc(
        "RequestAccountEnable",
        "{\"user_id\": %s, \"enabled\": true}".formatted(account(username).get("user_id")));
  }

  @Test
  void aNewUserLogsInOnceAnAdministratorHasEnabledTheAccount() throws Exception {
    var signedUp = read(200, signUp("ada", "Ada King Lovelace"));
    assertEquals("User successfully created. Log in.", signedUp.get("msg").textValue());
    assertEquals("Ada King", account("ada").get("first_name").textValue());
    assertEquals("Lovelace", account("ada").get("last_name").textValue());
    assertEquals("ada@example.org", account("ada").get("user_email").textValue());

    var early = read(400, login("ada", PASSWORD));
    assertEquals("This account is not enabled.", early.get("msg").textValue());
    enable("ada");
    var token = token("ada", PASSWORD);
    var authorised = read(200, with(token, "GET", "/flask/authorised"));
    assertEquals("User authorised.", authorised.get("msg").textValue());
  }

  @Test
  void aNameOfOneWordIsTheFirstName() throws Exception {
    read(200, signUp("grace", "Grace"));
    assertEquals("Grace", account("grace").get("first_name").textValue());
    assertTrue(account("grace").get("last_name").isNull());
  }

  @Test
  void aTakenUsernameIs409() throws Exception {
    read(200, signUp("hedy", "Hedy"));
    assertEquals("This username is taken.", read(409, signUp("hedy", "H")).get("msg").textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"what?", "[]", "{}", "{\"username\": \"x\", \"password\": \"long enough\"}"})
  void anUnreadableSignUpIs400(String body) throws Exception {
    assertTrue(read(400, http.post("/flask/signup", body)).has("msg"));
  }

  @Test
  void aRefusedSignUpNamesTheField() throws Exception {
    var missing = read(400, http.post("/flask/signup", "{\"username\": \"x\"}"));
    assertEquals(
        "email is required; name is required; password is required.",
        missing.get("msg").textValue());
    var weak =
        "{\"username\": \"weak\", \"name\": \"W\", \"email\": \"what\", \"password\": \"password\"}";
    var email = read(400, http.post("/flask/signup", weak));
    assertEquals("email must be an e-mail address.", email.get("msg").textValue());
    var password = read(400, http.post("/flask/signup", weak.replace("what", "weak@example.org")));
    assertEquals("password is one of the most common passwords.", password.get("msg").textValue());
  }

  @Test
  void namesCanBeInAnyScript() throws Exception {
    read(200, signUp("łukasz", "Łukasz Żółty"));
    assertEquals("Żółty", account("łukasz").get("last_name").textValue());
    read(409, signUp("ŁUKASZ", "L"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"what?", "{}", "{\"username\": \"nobody\", \"password\": \"not the password\"}"})
  void aFailedLoginIs400(String body) throws Exception {
    assertTrue(read(400, http.post("/flask/login", body)).has("msg"));
  }

  @Test
  void loginAndSignUpIgnoreAnInvalidToken() throws Exception {
    var stale = new String[] {"Authorization", "Bearer no.token.this"};
    var admin =
        "{\"username\": \"admin\", \"password\": \"%s\"}".formatted(TestGateway.ADMIN_PASSWORD);
    read(200, http.post("/flask/login", admin, stale));
    var ruth =
        "{\"username\": \"ruth\", \"name\": \"R\", \"email\": \"r@example.org\", \"password\": \"%s\"}";
    read(200, http.post("/flask/signup", ruth.formatted(PASSWORD), stale));
  }

  @Test
  void allPathsExceptThoseOfTheGatewayUseItsErrorFormat() throws Exception {
    read(404, http.get("/flask"));
    read(404, http.get("/flask/no"));
    read(405, http.get("/flask/login"));
    read(404, http.get("/flasks"));
    read(404, http.get("/"));
    for (var path : new String[] {"/rpc", "/health/no", "/docs/no"}) {
      assertEquals("not_found", json(404, http.get(path)).at("/error/code").textValue());
    }
  }

  @Test
  void aThrottledLoginIs400WithRetryAfter() throws Exception {
    // after five failures, or a few more if they are slow
    for (var i = 1; ; i++) {
      var failed = login("guessed", "not the password");
      read(400, failed);
      var wait = failed.headers().firstValue("Retry-After");
      if (wait.isPresent()) {
        assertTrue(i > 5 && wait.get().matches("[1-9]"), wait.get());
        return;
      }
      assertTrue(i < 10, "never");
    }
  }

  @Test
  void theAccessLevelIs1ForAdministratorsAnd0ForUsers() throws Exception {
    assertEquals(
        1, read(200, with(admin, "GET", "/flask/user_type")).get("access_level").intValue());
    read(200, signUp("mary", "Mary"));
    enable("mary");
    var mary = token("mary", PASSWORD);
    assertEquals(
        0, read(200, with(mary, "GET", "/flask/user_type")).get("access_level").intValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/flask/authorised", "/flask/user_type"})
  void withoutASessionItIs403(String path) throws Exception {
    assertEquals("{\"status\":403}", with("no.token.this", "GET", path).body());
    read(403, with("no.token.this", "GET", path));
    read(403, http.get(path));
  }

  @Test
  void aLogoutEndsTheSessionAndAlwaysSucceeds() throws Exception {
    var token = token("admin", TestGateway.ADMIN_PASSWORD);
    for (var i = 0; i < 2; i++) {
      var out = read(200, with(token, "DELETE", "/flask/logout"));
      assertEquals("User logged out", out.get("msg").textValue());
      read(403, with(token, "GET", "/flask/authorised"));
    }
    read(200, http.send("DELETE", "/flask/logout", ""));
  }
}
