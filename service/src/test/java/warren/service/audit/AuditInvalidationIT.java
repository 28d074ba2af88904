package warren.service.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The end of a session is recorded; a request that ends no session is not. */
@WarrenTest
class AuditInvalidationIT {
  private static final String INVALIDATE = "RequestInvalidateLoginToken";

  private final TestService service;
  private final AuditEntries audit;
  private final String ada;

  private String token = "";
  private String refreshToken = "";

  AuditInvalidationIT(TestService service) throws Exception {
    this.service = service;
    this.audit = new AuditEntries(service);
    this.ada = service.account("ada");
  }

  @BeforeEach
  void logIn() throws Exception {
    var session = open();
    token = session.get("access_token").textValue();
    refreshToken = session.get("refresh_token").textValue();
    audit.forget();
  }

  private JsonNode open() throws Exception {
    var body = Map.of("username", "ada", "password", TestService.PASSWORD);
    return service.client().call("RequestSession", body).data();
  }

  private Reply byRefreshToken(String refreshToken) throws Exception {
    return service.client().call(INVALIDATE, Map.of("refresh_token", refreshToken));
  }

  private Reply byToken(String token) throws Exception {
    return service.client().call(INVALIDATE, Map.of(), token);
  }

  private void assertEndedByAda(Reply reply) throws Exception {
    assertEquals(200, reply.status());
    audit.assertOne(INVALIDATE, "ok", ada, ada, reply);
  }

  @Test
  void anInvalidationByAccessTokenIsRecorded() throws Exception {
    assertEndedByAda(byToken(token));
  }

  @Test
  void anInvalidationByRefreshTokenIsRecorded() throws Exception {
    assertEndedByAda(byRefreshToken(refreshToken));
  }

  @Test
  void aRepeatedInvalidationIsNotRecorded() throws Exception {
    byToken(token).data();
    audit.forget();
    byToken(token).data();
    byRefreshToken(refreshToken).data();
    audit.assertNoEntry();

    var expired = open();
    new Rows(service).change("update session set expires_at = now() - interval '1 second'");
    audit.forget();
    byToken(expired.get("access_token").textValue()).data();
    byRefreshToken(expired.get("refresh_token").textValue()).data();
    audit.assertNoEntry();
  }

  @Test
  void anInvalidTokenIsNotRecorded() throws Exception {
    service.client().call(INVALIDATE, Map.of()).data();
    byToken("x").data();
    byToken("").data();
    byRefreshToken("x").data();
    audit.assertNoEntry();
  }

  @Test
  void aRefreshIsNotRecorded() throws Exception {
    var body = Map.of("refresh_token", refreshToken);
    service.client().call("RequestTokenRefresh", body).data();
    audit.assertNoEntry();
  }
}
