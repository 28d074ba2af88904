package warren.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** HEAD, and the header that would replace the method. */
@WithGateway
class MethodsIT {
  private final TestHttpClient http;

  MethodsIT(TestHttpClient http) {
    this.http = http;
  }

  @ParameterizedTest
  @CsvSource({
    "/health/live, 200",
    "/docs/swagger-ui-bundle.js, 200",
    "/rpc/RequestUsername, 405",
    "/nothing, 404",
    "/django/users, 401",
    "/authorization/users, 401",
    "/vestec/flask/authorised, 403",
    "/vestec/flask/login, 405"
  })
  void headHasTheStatusAndTheLengthOfGet(String path, int status) throws Exception {
    var get = http.get(path);
    assertEquals(status, get.statusCode());
    var head = http.send("HEAD", path, "");
    assertEquals(status, head.statusCode());
    assertEquals("", head.body());
    assertEquals(
        get.body().getBytes(UTF_8).length,
        head.headers().firstValueAsLong("Content-Length").orElse(0));
  }

  @Test
  void headOfAListHasTheStatusOfGet() throws Exception {
    var login =
        http.post(
            "/rpc/RequestLoginToken",
            Bodies.text(
                java.util.Map.of("username", "admin", "password", TestGateway.ADMIN_PASSWORD)));
    var token = Bodies.json(200, login).get("data").textValue();
    var head = http.send("HEAD", "/authorization/users", "", "Authorization", "Bearer " + token);
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "GET", "nonsense"})
  void theMethodIsNotOverridden(String override) throws Exception {
    var plain = http.post("/vestec/flask/logout", "{}");
    assertEquals(405, plain.statusCode());
    var overridden = http.post("/vestec/flask/logout", "{}", "X-HTTP-Method-Override", override);
    assertEquals(405, overridden.statusCode());
    assertEquals(plain.body(), overridden.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/rpc/RequestTokenStatus",
        "/authorization/authentication/login",
        "/django/api/token/",
        "/havoc/user/login"
      })
  void anEncodedBodyIs415(String path) throws Exception {
    for (var encoding : new String[] {"gzip", "br", "identity, gzip", "none"}) {
      var response = http.post(path, "{\"token\": \"x\"}", "Content-Encoding", encoding);
      assertEquals(415, response.statusCode(), encoding);
    }
    var plain = http.post(path, "{\"token\": \"x\"}", "Content-Encoding", "Identity");
    assertNotEquals(415, plain.statusCode());
  }
}
