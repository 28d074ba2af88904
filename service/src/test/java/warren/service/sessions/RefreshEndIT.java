package warren.service.sessions;

import static warren.service.sessions.SessionRequests.accessToken;
import static warren.service.sessions.SessionRequests.refreshToken;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.PasswordCaller;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The end of a session ends its refresh token too. */
@WarrenTest
class RefreshEndIT {
  private final TestService service;
  private final SessionRequests sessions;
  private final PasswordCaller passwords;

  RefreshEndIT(TestService service) {
    this.service = service;
    this.sessions = new SessionRequests(service);
    this.passwords = new PasswordCaller(service);
  }

  @BeforeEach
  void account() throws Exception {
    sessions.begin();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RequestBanUser",
        "RequestAccountDelete",
        "RequestAccountEnable",
        "RequestInvalidateAllTokens"
      })
  void theEndOfAccessEndsRefreshing(String operation) throws Exception {
    var session = sessions.open();
    var latest = sessions.refreshed(session);
    var body = Map.of("user_id", sessions.id(), "permanent", true, "enabled", false);
    service.client().call(operation, body, service.adminToken()).data();
    sessions.assertAllEnded(latest);
    sessions.assertEnded(session);
  }

  @Test
  void enablingAnAccountAgainBringsNoSessionBack() throws Exception {
    var session = sessions.open();
    for (var enabled : List.of(false, true)) {
      var body = Map.of("user_id", sessions.id(), "enabled", enabled);
      service.client().call("RequestAccountEnable", body, service.adminToken()).data();
    }
    sessions.assertAllEnded(session);
  }

  @Test
  void anotherPasswordEndsTheOtherSessionsAndLeavesTheCallers() throws Exception {
    var own = sessions.refreshed(sessions.open());
    var others = List.of(sessions.open(), sessions.refreshed(sessions.open()));
    passwords.updateBy(accessToken(own), OLD, NEW).data();
    for (var other : others) {
      sessions.assertEnded(other);
    }
    sessions.assertActive(own);
    sessions.assertActive(sessions.refreshed(own));
  }

  @Test
  void anotherPasswordWithoutATokenEndsAll() throws Exception {
    var all = List.of(sessions.open(), sessions.refreshed(sessions.open()));
    passwords.updateOf("ada", OLD, NEW).data();
    for (var session : all) {
      sessions.assertAllEnded(session);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDefaultPasswordEndsAllAlsoTheCallers(boolean byToken) throws Exception {
    var own = sessions.open();
    var other = sessions.refreshed(sessions.open());
    var reset =
        service
            .client()
            .call("RequestAccountReset", Map.of("username", "ada"), service.adminToken())
            .data();
    sessions.assertActive(own);
    var defaultPassword = reset.get("default_password").textValue();
    var username = byToken ? null : "ada";
    passwords.update(defaultPassword, NEW, username, byToken ? accessToken(own) : null).data();
    sessions.assertAllEnded(own);
    sessions.assertEnded(other);
  }

  @Test
  void aSessionCanBeEndedByAnyOfItsRefreshTokens() throws Exception {
    for (var latest : List.of(true, false)) {
      var first = sessions.open();
      var second = sessions.refreshed(first);
      var token = refreshToken(latest ? second : first);
      service.client().call("RequestInvalidateLoginToken", Map.of("refresh_token", token)).data();
      sessions.assertAllEnded(second);
    }
  }

  @Test
  void aRefreshTokenInTheBodyLeavesTheSessionOfTheHeaderActive() throws Exception {
    var kept = sessions.open();
    var ended = sessions.open();
    service
        .client()
        .call(
            "RequestInvalidateLoginToken",
            Map.of("refresh_token", refreshToken(ended)),
            accessToken(kept))
        .data();
    sessions.assertActive(kept);
    sessions.assertEnded(ended);
  }
}
