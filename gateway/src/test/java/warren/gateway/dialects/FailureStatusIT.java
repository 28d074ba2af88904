package warren.gateway.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** The status of failures, in the body as in the original APIs. */
class FailureStatusIT {
  private static final String PASSWORD = "correct horse battery";
  private static final String WRONG = credentials("nobody", "not it");

  private static String credentials(String username, String password) {
    return "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, password);
  }

  @Nested
  @WithGateway(settings = "WARREN_HTTP_DIALECT_STATUS=body")
  class InTheBody {
    private final TestHttpClient http;

    InTheBody(TestHttpClient http) {
      this.http = http;
    }

    private void assertStatus(int status, HttpResponse<String> response) throws Exception {
      assertEquals(status, json(200, response).get("status").intValue(), response.body());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "POST | /havoc/user/login | {\"username\": \"no\", \"password\": \"no\"} | 401",
          "POST | /havoc/user/login | {} | 400",
          "POST | /havoc/user/check_status | {\"username\": \"a\", \"session_token\": \"b\"} | 401",
          "GET | /havoc/user/login | '' | 405",
          "GET | /havoc | '' | 404",
          "POST | /vestec/flask/login | {\"username\": \"no\", \"password\": \"no\"} | 400",
          "POST | /vestec/flask/login | what? | 400",
          "GET | /vestec/flask/authorised | '' | 403",
          "GET | /vestec/flask/user_type | '' | 403",
          "POST | /vestec/flask/signup | {} | 400",
          "POST | /vestec/flask/logout | {} | 405",
          "GET | /vestec/no | '' | 404"
        })
    void havocAndVestecReportItInTheBody(String method, String path, String body, int status)
        throws Exception {
      assertStatus(status, http.send(method, path, body));
    }

    @Test
    void aUserNameInUseIs409InTheBody() throws Exception {
      var user =
          Map.of("username", "ada", "name", "A", "email", "a@b.example", "password", PASSWORD);
      var body = Bodies.text(user);
      assertStatus(200, http.post("/vestec/flask/signup", body));
      assertStatus(409, http.post("/vestec/flask/signup", body));
    }

    @Test
    void theHeadersOfAFailureAreUnchanged() throws Exception {
      var response = http.get("/havoc/user/login");
      assertEquals("POST", response.headers().firstValue("Allow").orElse("absent"));
      assertStatus(405, response);
    }

    @Test
    void djangoReportsTheFailuresOfItsOwnViewsInTheBody() throws Exception {
      assertResponse("{\"success\": false}", 200, http.post("/django/api/token/", WRONG));
      assertResponse("{\"success\": false}", 200, http.post("/django/api/token", "[]"));
      assertResponse("{\"refreshed\": false}", 200, http.post("/django/api/token/refresh/", ""));
      var grace = credentials("grace", PASSWORD);
      var created = http.post("/django/api/register/", grace);
      assertEquals("grace", json(200, created).get("username").textValue());
      assertResponse(
          "{\"username\": [\"A user with that username already exists.\"]}",
          200,
          http.post("/django/api/register/", grace));
      var wrong = Bodies.text(Map.of("old_password", "no", "new_password", PASSWORD));
      assertResponse(
          "{\"old_password\": [\"Wrong password.\"]}",
          200,
          http.post("/django/api/change-password/", wrong, "Authorization", "Bearer " + token()));
    }

    private String token() throws Exception {
      var login =
          http.post("/rpc/RequestLoginToken", credentials("admin", TestGateway.ADMIN_PASSWORD));
      return json(200, login).get("data").textValue();
    }

    @Test
    void djangoReportsTheFailuresOfItsFrameworkByTheHttpStatus() throws Exception {
      var change = "{\"old_password\": \"not it\", \"new_password\": \"%s\"}".formatted(PASSWORD);
      json(401, http.post("/django/api/change-password/", change));
      json(401, http.get("/django/users"));
      json(404, http.get("/django/no"));
      json(405, http.get("/django/api/token/"));
      var bearer = new String[] {"Authorization", "Bearer " + token()};
      json(404, http.send("GET", "/django/users/999999/", "", bearer));
      json(400, http.send("PATCH", "/django/users/1/", "{\"email\": \"what\"}", bearer));
    }

    @Test
    void authorizationKeepsTheHttpStatus() throws Exception {
      json(401, http.post("/authorization/authentication/login", WRONG));
      json(404, http.get("/authorization/no"));
    }

    @Test
    void theGatewayItselfKeepsTheHttpStatus() throws Exception {
      json(401, http.post("/rpc/RequestLoginToken", WRONG));
      json(404, http.get("/no"));
    }
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_DIALECT_STATUS=havoc=body,vestec=body")
  void aDialectCanHaveItsOwnPlace(TestHttpClient http) throws Exception {
    assertEquals(401, fieldOf(http.post("/havoc/user/login", WRONG)));
    assertEquals(400, fieldOf(http.post("/vestec/flask/login", WRONG)));
    assertResponse("{\"success\": false}", 401, http.post("/django/api/token/", WRONG));
    var grace = credentials("grace", PASSWORD);
    json(201, http.post("/django/api/register/", grace));
  }

  private static int fieldOf(HttpResponse<String> response) throws Exception {
    JsonNode body = json(200, response);
    return body.get("status").intValue();
  }

  @Test
  @WithGateway(settings = {"WARREN_HTTP_DIALECT_STATUS=body", "WARREN_HTTP_TIMEOUT=200ms"})
  void aServiceThatDoesNotReplyIs504InTheBody(TestGateway gateway, TestHttpClient http)
      throws Exception {
    gateway.stopService();
    assertEquals(504, fieldOf(http.post("/havoc/user/login", WRONG)));
    assertResponse("{\"success\": false}", 200, http.post("/django/api/token/", WRONG));
    var token = new String[] {"Authorization", "Bearer none.of.ours"};
    var late = json(504, http.send("GET", "/django/users", "", token));
    assertTrue(late.get("detail").textValue().startsWith("The service did not reply"));
  }
}
