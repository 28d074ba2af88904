package warren.service.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertUnauthenticated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Sessions of ada's: opened, refreshed and used. */
final class SessionRequests {
  static final String REFRESH = "RequestTokenRefresh";

  private final TestService service;
  private final Rows rows;
  private UUID id = new UUID(0, 0);

  SessionRequests(TestService service) {
    this.service = service;
    this.rows = new Rows(service);
  }

  /** Leaves only ada, who has no session. */
  void begin() throws Exception {
    rows.deleteAccounts();
    id = UUID.fromString(service.account("ada"));
  }

  UUID id() {
    return id;
  }

  JsonNode open(Map<String, ?> more) throws Exception {
    var body = new HashMap<String, Object>(more);
    body.put("username", "ada");
    body.put("password", TestService.PASSWORD);
    return service.client().call("RequestSession", body).data();
  }

  JsonNode open() throws Exception {
    return open(Map.of());
  }

  Reply refresh(String token) throws Exception {
    return service.client().call(REFRESH, Map.of("refresh_token", token));
  }

  JsonNode refreshed(JsonNode session) throws Exception {
    return refresh(refreshToken(session)).data();
  }

  static String refreshToken(JsonNode session) {
    return session.get("refresh_token").textValue();
  }

  static String accessToken(JsonNode session) {
    return session.get("access_token").textValue();
  }

  Reply data(JsonNode session) throws Exception {
    return service.client().call("RequestAccountData", Map.of(), accessToken(session));
  }

  void assertActive(JsonNode session) throws Exception {
    assertEquals(200, data(session).status());
  }

  /** Asserts that neither token of a session counts. */
  void assertEnded(JsonNode session) throws Exception {
    assertUnauthenticated(data(session));
    assertUnauthenticated(refresh(refreshToken(session)));
  }

  /**
   * Asserts that neither token of a session is active, and that ada has no other active session.
   */
  void assertAllEnded(JsonNode session) throws Exception {
    assertEnded(session);
    assertEquals(0, rows.count("session where account_id = ? and ended_at is null", id));
  }

  /** Makes exchanges of tokens so much older. */
  void exchangedAgo(String interval) {
    rows.change(
        "update refresh_token set exchanged_at = now() - ?::interval where exchanged_at is not null",
        interval);
  }
}
