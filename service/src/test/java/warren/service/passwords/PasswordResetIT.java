package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.json;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Default passwords that a reset issues; {@link PasswordResetAccessIT} tests the permissions. */
@WarrenTest
class PasswordResetIT {
  private static final String RESET = "RequestAccountReset";

  private final TestService service;
  private final Rows rows;
  private final String admin;

  PasswordResetIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    rows.role("helpdesk", 5, "CAN_RESET_PASSWORDS");
  }

  @BeforeEach
  void onlyAda() throws Exception {
    account("ada");
    account("helper");
    rows.give("helper", "helpdesk");
  }

  /** Makes an account with an e-mail address. */
  private void account(String username) throws Exception {
    var email = username + "@example.org";
    var body = Map.of("username", username, "user_email", email, "password", TestService.PASSWORD);
    service.client().call("RequestAccountCreate", body).data();
  }

  private String tokenOf(String username) throws Exception {
    return service.token(username, TestService.PASSWORD);
  }

  private Reply reset(Map<String, ?> body, @Nullable String token) throws Exception {
    return service.client().call(RESET, body, token);
  }

  private void assertIssued(String username, Reply reply) throws Exception {
    var code = reply.data().path("reset_code").asText();
    var password = reply.data().path("default_password").asText();
    assertEquals(
        json(
            """
            {data: {reset_code: '%s', default_password: '%s', user_id: '%s', username: '%s',
              user_email: '%s@example.org'}}
            """,
            code, password, rows.account(username), username, username),
        reply.body());
    assertTrue(code.matches("[0-9]{6}"), code);
    assertTrue(password.matches("[A-Za-z0-9_-]{24}"), password);
    assertEquals("ConfirmAccountReset", reply.properties().getType());
    assertEquals("OK", reply.header("status_message"));
    assertEquals(1, resets(username));
    rows.change("delete from password_reset");
  }

  private long resets(String username) {
    return rows.count("password_reset where account_id = ?", rows.account(username));
  }

  private void assertNoDefaultPasswordIssued() {
    assertEquals(0, rows.count("password_reset"));
  }

  @Test
  void oneselfMayBeNamedInEveryWay() throws Exception {
    var id = rows.account("ada").toString();
    for (var body :
        List.<Map<String, String>>of(
            Map.of(),
            Map.of("username", "ada"),
            Map.of("username", "ＡＤＡ"),
            Map.of("user_email", "ada@example.org"),
            Map.of("user_email", "Ada@EXAMPLE.org"),
            Map.of("user_id", id),
            Map.of("user_id", id.toUpperCase(Locale.ROOT)))) {
      assertIssued("ada", reset(body, tokenOf("ada")));
    }
  }

  @Test
  void holdersOfThePermissionResetAccountsByNameAddressOrId() throws Exception {
    var token = tokenOf("helper");
    var id = rows.account("ada").toString();
    for (var body :
        List.of(
            Map.of("username", "ADA"),
            Map.of("user_email", "ADA@example.org"),
            Map.of("user_id", id.toUpperCase(Locale.ROOT)))) {
      assertIssued("ada", reset(body, token));
      assertIssued("ada", reset(body, admin));
    }
  }

  @Test
  void theIdentifiersOfAnAccountCannotBeCombined() throws Exception {
    var name = "ada";
    var email = "ada@example.org";
    var id = rows.account("ada");
    assertInvalidFields(
        "{user_email: [\"cannot be combined with username\"]}",
        reset(Map.of("username", name, "user_email", email), admin));
    assertInvalidFields(
        "{user_id: [\"cannot be combined with username\"]}",
        reset(Map.of("username", name, "user_id", id), admin));
    assertInvalidFields(
        "{user_id: [\"cannot be combined with user_email\"]}",
        reset(Map.of("user_email", email, "user_id", id), admin));
    assertNoDefaultPasswordIssued();
  }

  @Test
  void anInvalidReferenceToAnAccountIsRefused() throws Exception {
    assertInvalidFields(
        """
        {
          username: ['must be at most 150 characters'],
          user_email: ['must be at most 254 characters'],
          user_id: ['must be a UUID']
        }
        """,
        reset(
            Map.of("username", "x".repeat(151), "user_email", "x".repeat(255), "user_id", "ada"),
            admin));
  }

  @Test
  void noTwoResetsAreAlike() throws Exception {
    Set<String> codes = new HashSet<>();
    Set<String> passwords = new HashSet<>();
    for (var i = 0; i < 20; i++) {
      var data = reset(Map.of(), admin).data();
      codes.add(data.get("reset_code").textValue());
      passwords.add(data.get("default_password").textValue());
    }
    assertEquals(20, passwords.size());
    // of a million, so that two may be alike by chance
    assertTrue(codes.size() >= 18, codes::toString);
  }

  @Test
  void theSameMessageIsCarriedOutAgain() throws Exception {
    var properties =
        service.client().properties().messageId("m").headers(Map.of("jwt", admin)).build();
    rows.change("delete from stored_reply");
    var first = service.client().send(RESET, properties, Map.of()).data();
    var second = service.client().send(RESET, properties, Map.of()).data();
    assertNotEquals(first.get("default_password"), second.get("default_password"));
    assertEquals(2, resets("admin"));
    assertEquals(0, rows.count("stored_reply"));
  }
}
