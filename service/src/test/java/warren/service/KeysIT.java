package warren.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static warren.service.Bodies.json;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import warren.service.config.StartException;

/** The keys that sign tokens are shared by all processes, and their public parts told to anyone. */
class KeysIT {
  private static TestService service;
  private static Rows rows;

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(Map.of());
    rows = new Rows(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static JsonNode keys() throws Exception {
    return service.client().call("RequestPublicKeys", Map.of()).body();
  }

  @Test
  void ofAKeyItsPublicPartIsToldAndNothingElse() throws Exception {
    var body = keys();
    var key = body.path("data").path("keys").path(0);
    assertEquals(
        json(
            """
            {data: {keys: [{
              kid: '%s', kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', x: '%s', y: '%s'
            }]}}
            """,
            rows.one(String.class, "select kid from signing_key"),
            key.path("x").asText(),
            key.path("y").asText()),
        body);
    assertEquals(43, key.path("x").asText().length());
    assertEquals(43, key.path("y").asText().length());
  }

  @Test
  void aFurtherProcessSignsWithTheSameKey() throws Exception {
    var before = keys();
    try (var second = service.second()) {
      for (int i = 0; i < 4; i++) {
        var token = JWT.decode(second.adminToken());
        assertEquals(before.at("/data/keys/0/kid").textValue(), token.getKeyId());
        assertEquals(before, keys());
      }
    }
  }

  @Test
  void aProcessWithAnotherSecretDoesNotStart() {
    var another = Map.of("WARREN_SECRET", "another secret of at least 32 characters");
    var refusal = assertThrows(StartException.class, () -> service.second(another));
    assertEquals(
        "WARREN_SECRET is not the one under which the signing keys in the database are encrypted.",
        refusal.getMessage());
  }

  @Test
  void processesThatStartAtOnceMakeOneKeyAndOneAdministrator() throws Exception {
    rows.change("delete from signing_key");
    rows.change("delete from account");
    var threads = Executors.newFixedThreadPool(2);
    try {
      Callable<TestService> start = service::second;
      var first = threads.submit(start);
      var second = threads.submit(start);
      first.get().close();
      second.get().close();
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, rows.count("signing_key"));
    assertEquals(1, rows.count("account"));
    assertEquals(1, keys().at("/data/keys").size());
  }
}
