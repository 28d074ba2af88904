package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.json;

import java.util.Map;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Default passwords that are issued for ada, and their use. */
final class PasswordResets {
  private final TestService service;
  private final Rows rows;
  private final PasswordCaller passwords;
  private final FailedLogins failures;
  private final String admin;

  PasswordResets(TestService service) throws Exception {
    this.service = service;
    this.rows = new Rows(service);
    this.passwords = new PasswordCaller(service);
    this.failures = new FailedLogins(service);
    this.admin = service.adminToken();
  }

  /** Creates ada's account. */
  void begin() throws Exception {
    rows.deleteAccounts();
    rows.change("delete from password_reset");
    rows.change("delete from stored_reply");
    failures.forget();
    service.account("ada");
  }

  String issued(Map<String, ?> body, String token) throws Exception {
    var data = service.client().call("RequestAccountReset", body, token).data();
    return data.get("default_password").textValue();
  }

  /** The default password of a new reset. */
  String issued() throws Exception {
    return issued(Map.of("username", "ada"), admin);
  }

  Reply redeem(String defaultPassword) throws Exception {
    return passwords.updateOf("ada", defaultPassword, PasswordCaller.NEW);
  }

  void assertRedeemed(Reply reply) throws Exception {
    assertEquals(json("{data: null}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals(2, version());
    assertEquals(200, passwords.login("ada", PasswordCaller.NEW).status());
    assertBadCredentials(passwords.login("ada", PasswordCaller.OLD));
  }

  void assertOldPasswordIsValid() throws Exception {
    assertEquals(1, version());
    assertEquals(200, passwords.login("ada", PasswordCaller.OLD).status());
  }

  int version() {
    return rows.one(
        Integer.class, "select password_version from account where username_key = 'ada'");
  }
}
