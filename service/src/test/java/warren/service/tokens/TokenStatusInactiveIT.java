package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertInactive;

import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BadToken;
import warren.service.support.BadToken.Login;
import warren.service.support.ForgedTokens;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/**
 * The status of an inactive token contains nothing else, for tokens in the header and in the body.
 */
@WarrenTest
class TokenStatusInactiveIT {
  private static final String STATUS = "RequestTokenStatus";

  /** The maximum size of a body. */
  private static final int MAX_BODY = 64 * 1024;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestService service;
  private final String admin;

  TokenStatusInactiveIT(TestService service) throws Exception {
    this.service = service;
    this.admin = service.adminToken();
  }

  /** A new account with an active token. */
  private Login login() throws Exception {
    var name = "caller" + COUNT.incrementAndGet();
    var id = UUID.fromString(service.account(name));
    var token = service.token(name, TestService.PASSWORD);
    assertTrue(ofTheHeader(token).data().get("active").booleanValue());
    return new Login(id, token);
  }

  private Reply ofTheHeader(@Nullable Object token) throws Exception {
    var headers = Collections.singletonMap("jwt", token);
    var properties = service.client().properties().headers(headers).build();
    return service.client().send(STATUS, properties, Map.of());
  }

  private void assertInactiveAnywhere(@Nullable Object token) throws Exception {
    assertInactive(ofTheHeader(token));
    if (token instanceof String text && text.length() < MAX_BODY / 2) {
      assertInactive(service.client().call(STATUS, Map.of("token", text)));
      assertInactive(service.client().call(STATUS, Map.of("token", text), admin));
    }
  }

  @ParameterizedTest
  @EnumSource
  void endedTokensAreInactive(BadToken bad) throws Exception {
    assertInactiveAnywhere(bad.of(service, login()));
  }

  @Test
  void forgedTokensAreInactive() throws Exception {
    for (var forged : ForgedTokens.of(login().token(), service).values()) {
      assertInactiveAnywhere(forged);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RequestAccountDelete",
        "RequestBanUser",
        "RequestAccountEnable",
        "RequestInvalidateAllTokens"
      })
  void tokensEndedByAnAdministratorAreInactive(String operation) throws Exception {
    var login = login();
    var body = Map.of("user_id", login.accountId(), "permanent", true, "enabled", false);
    service.client().call(operation, body, admin).data();
    assertInactiveAnywhere(login.token());
  }
}
