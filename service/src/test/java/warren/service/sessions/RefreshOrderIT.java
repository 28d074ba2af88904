package warren.service.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.BlockedStatements;
import warren.service.support.Bodies;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** A refresh token that is exchanged several times concurrently, while one exchange is blocked. */
class RefreshOrderIT {
  private static final String REFRESH = "RequestTokenRefresh";

  private static BlockedStatements statements;
  private static TestService service;

  private Map<String, String> refreshToken = Map.of();

  @BeforeAll
  static void start() throws Exception {
    var place = TestServers.take();
    statements = new BlockedStatements(place);
    service = TestService.start(place, Map.of("WARREN_DB_URL", statements.url()));
    service.account("ada");
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    statements.close();
  }

  @BeforeEach
  void open() throws Exception {
    var body = Map.of("username", "ada", "password", TestService.PASSWORD);
    var session = service.client().call("RequestSession", body).data();
    refreshToken = Map.of("refresh_token", session.get("refresh_token").textValue());
  }

  private static BlockedStatements.Blocked lock() {
    return statements.next(
        text -> text.contains("from refresh_token") && text.contains("for no key update"));
  }

  private void send(TestClient client) throws Exception {
    var body = new ObjectMapper().writeValueAsBytes(refreshToken);
    client.publish(REFRESH, client.properties().build(), body);
  }

  private static boolean isActive(JsonNode session) throws Exception {
    var token = session.get("access_token").textValue();
    return service.client().call("RequestAccountData", Map.of(), token).status() == 200;
  }

  @Test
  void allSimultaneousRefreshesReturnTheSameActiveToken() throws Exception {
    List<JsonNode> sessions = new ArrayList<>();
    try (var late = new TestClient(service.connection())) {
      try (var lock = lock()) {
        send(late);
        lock.await();
        for (var i = 0; i < 3; i++) {
          sessions.add(service.client().call(REFRESH, refreshToken).data());
        }
      }
      sessions.add(late.next().data());
    }
    assertEquals(1, sessions.stream().map(s -> s.get("access_token")).distinct().count());
    assertTrue(isActive(sessions.get(0)));
  }

  @Test
  void aSessionRemovedBeforeTheLookupIsRefused() throws Exception {
    assertRefusedIfRemovedDuring(lock());
  }

  @Test
  void aSessionRemovedAfterTheAccountsLockIsRefused() throws Exception {
    assertRefusedIfRemovedDuring(statements.next(text -> text.contains("token_ttl_ms,\n")));
  }

  private void assertRefusedIfRemovedDuring(BlockedStatements.Blocked statement) throws Exception {
    try (statement) {
      send(service.client());
      statement.await();
      new Rows(service).change("delete from session");
    }
    Bodies.assertUnauthenticated(service.client().next());
  }
}
