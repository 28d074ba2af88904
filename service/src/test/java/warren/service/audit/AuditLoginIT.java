package warren.service.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.Bodies.assertWrongOldPassword;
import static warren.service.support.Bodies.json;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.UPDATE;
import static warren.service.support.PasswordCaller.WRONG;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestBroker;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Entries of requests with a password, right or wrong. */
@ParameterizedClass
@FieldSource("warren.service.support.PasswordCaller#LOGINS")
@WarrenTest
class AuditLoginIT {
  private static final String HERE = "203.0.113.7";

  private final TestService service;
  private final Rows rows;
  private final AuditEntries entries;

  private final String login;
  private final PasswordCaller passwords;
  private final FailedLogins failures;
  private String ada = "";

  AuditLoginIT(String login, TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
    this.entries = new AuditEntries(service);
    this.login = login;
    this.passwords = new PasswordCaller(service, login);
    this.failures = new FailedLogins(service, passwords);
  }

  @BeforeEach
  void onlyAda() throws Exception {
    ada = service.account("ada");
    entries.forget();
  }

  @Test
  void aLoginIsRecorded() throws Exception {
    var reply = passwords.login("ADA", OLD);
    reply.data();
    entries.assertOne(login, "ok", ada, ada, reply);
  }

  @Test
  void aWrongPasswordIsRecorded() throws Exception {
    var reply = passwords.login("ADA", WRONG);
    assertBadCredentials(reply);
    entries.assertOne(login, "bad_credentials", null, ada, reply);
  }

  @Test
  void aLoginOfABannedAccountIsRecorded() throws Exception {
    rows.ban("ada", "null");
    var right = passwords.login("ada", OLD);
    assertEquals("banned", right.code());
    entries.assertOne(login, "banned", null, ada, right);
    entries.forget();
    entries.assertOne(login, "bad_credentials", null, ada, passwords.login("ada", WRONG));
  }

  @Test
  void aLoginOfADisabledAccountIsRecorded() throws Exception {
    rows.change("update account set enabled = false where username = 'ada'");
    var right = passwords.login("ada", OLD);
    assertEquals("not_enabled", right.code());
    entries.assertOne(login, "not_enabled", null, ada, right);
  }

  /** Asserts the only entry, of an unknown name; returns the HMAC of that name. */
  private String assertUnknownName(String operation, Reply reply) throws Exception {
    var entry = entries.one();
    var mac = entry.get("name_mac").asText();
    assertTrue(mac.matches("\\\\x[0-9a-f]{64}"), mac);
    assertEquals(
        json(
            """
            {
              operation: '%s', outcome: 'bad_credentials',
              actor_id: null, account_id: null, name_mac: '\\%s',
              client_address: null, client_address_trusted: false, correlation_id: '%s'
            }
            """,
            operation, mac, reply.properties().getCorrelationId()),
        entry);
    entries.forget();
    return mac;
  }

  @Test
  void anUnknownNameIsRecordedAsAnHmac() throws Exception {
    var mac = assertUnknownName(login, passwords.login("nobody", WRONG));
    assertEquals(mac, assertUnknownName(login, passwords.login("ＮＯＢＯＤＹ", WRONG)));
    assertEquals(mac, assertUnknownName(UPDATE, passwords.updateOf("Nobody", WRONG, NEW)));
    assertNotEquals(mac, assertUnknownName(login, passwords.login("nobody else", WRONG)));
    assertNotEquals(mac, rows.one(String.class, "select sha256('nobody')::text"));
  }

  @Test
  void aPasswordUpdateIsRecordedOnceWhetherItSucceedsOrNot() throws Exception {
    var token = service.token("ada", OLD);
    entries.forget();
    var wrong = passwords.updateBy(token, WRONG, NEW);
    assertWrongOldPassword(wrong);
    entries.assertOne(UPDATE, "bad_credentials", ada, ada, wrong);
    entries.forget();
    var right = passwords.updateBy(token, OLD, NEW);
    right.data();
    entries.assertOne(UPDATE, "ok", ada, ada, right);
  }

  @Test
  void aPasswordUpdateWithoutATokenIsRecordedToo() throws Exception {
    var wrong = passwords.updateOf("ADA", WRONG, NEW);
    assertWrongOldPassword(wrong);
    entries.assertOne(UPDATE, "bad_credentials", null, ada, wrong);
    entries.forget();
    var right = passwords.updateOf("ADA", OLD, NEW);
    right.data();
    entries.assertOne(UPDATE, "ok", null, ada, right);
  }

  @Test
  void aPasswordUpdateOfABannedOrDisabledAccountIsRecorded() throws Exception {
    rows.ban("ada", "null");
    var banned = passwords.updateOf("ada", OLD, NEW);
    assertEquals("banned", banned.code());
    entries.assertOne(UPDATE, "banned", null, ada, banned);
    entries.forget();
    rows.change("delete from ban");
    rows.change("update account set enabled = false where username = 'ada'");
    var disabled = passwords.updateOf("ada", OLD, NEW);
    assertEquals("not_enabled", disabled.code());
    entries.assertOne(UPDATE, "not_enabled", null, ada, disabled);
  }

  @Test
  void aDefaultPasswordsUseIsRecordedLikeAnUpdate() throws Exception {
    var reset = Map.of("username", "ada");
    var data = service.client().call("RequestAccountReset", reset, service.adminToken()).data();
    entries.forget();
    var reply = passwords.updateOf("ada", data.get("default_password").textValue(), NEW);
    reply.data();
    entries.assertOne(UPDATE, "ok", null, ada, reply);
  }

  @Test
  void aWeakNewPasswordIsNotRecorded() throws Exception {
    assertEquals("weak_password", passwords.updateOf("ada", OLD, "short").code());
    entries.assertNoEntry();
  }

  @Test
  void aTryThatMustWaitIsNotRecorded() throws Exception {
    failures.are("ada", 10, Instant.now());
    entries.forget();
    assertThrottled(passwords.login("ada", OLD));
    assertThrottled(passwords.updateOf("ada", OLD, NEW));
    entries.assertNoEntry();
  }

  @Test
  void theClientAddressIsRecordedWithItsTrust() throws Exception {
    var trusted = passwords.loginFrom(HERE, "ada", WRONG);
    entries.assertOneFrom(HERE, true, login, "bad_credentials", null, ada, trusted);
    entries.forget();
    var properties = service.client().propertiesFrom(HERE, null).userId(null).build();
    var claimed = passwords.login("ada", WRONG, properties);
    entries.assertOneFrom(HERE, false, login, "bad_credentials", null, ada, claimed);
  }

  @Test
  void anIpv6AddressIsRecordedCompletely() throws Exception {
    passwords.loginFrom("2001:0DB8::1:0:0:0:2", "ada", OLD).data();
    assertEquals(1, rows.count("audit_entry where client_address::inet = inet '2001:db8:0:1::2'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "example.org", "203.0.113", "203.0.113.7\u0000", "' or true --"})
  void anInvalidIpAddressIsNotRecorded(String clientIp) throws Exception {
    for (var userId : new @Nullable String[] {TestBroker.USER, null}) {
      var properties = service.client().propertiesFrom(clientIp, null).userId(userId).build();
      var reply = passwords.login("ada", WRONG, properties);
      entries.assertOne(login, "bad_credentials", null, ada, reply);
      entries.forget();
    }
  }

  @Test
  void aLoginThatIsRolledBackIsNotRecordedAsOne() throws Exception {
    rows.failCommitsOf("session");
    var reply = passwords.login("ada", OLD);
    rows.stopFailing();
    assertRefused(500, "internal", "The service failed on this request.", reply);
    assertEquals(0, rows.count("audit_entry where outcome = 'ok'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\r\nforged"})
  void aCorrelationIdIsRecordedHarmlessly(String id) throws Exception {
    var properties = service.client().properties().correlationId(id).build();
    for (var password : List.of(OLD, WRONG)) {
      var reply = passwords.login("ada", password, properties);
      assertEquals(id, reply.properties().getCorrelationId());
      var kept = entries.one().get("correlation_id").asText();
      assertTrue(kept.matches("[\\P{C}]+"), () -> "«" + kept + "»");
      entries.forget();
    }
  }
}
