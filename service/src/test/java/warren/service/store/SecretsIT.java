package warren.service.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The database holds no secret, in no table and no column. */
@WarrenTest
class SecretsIT {
  private final TestService service;
  private final Rows rows;

  SecretsIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  /** The tables that hold these bytes in a column of bytes, or in hexadecimal digits. */
  private List<String> tablesHolding(byte[] bytes) {
    return tablesHaving(HexFormat.of().formatHex(bytes));
  }

  /** The tables that hold this text, or its bytes. */
  private List<String> tablesHolding(String text) {
    return Stream.of(tablesHaving(text), tablesHolding(text.getBytes(StandardCharsets.UTF_8)))
        .flatMap(List::stream)
        .toList();
  }

  private List<String> tablesHaving(String part) {
    var tables = rows.tables();
    assertTrue(tables.size() > 10, tables::toString);
    return tables.stream()
        .filter(
            table -> rows.count("%s as t where strpos(t::text, ?) > 0".formatted(table), part) > 0)
        .toList();
  }

  @Test
  void tokensAreStoredAsSha256Only() throws Exception {
    service.account("ada");
    var properties = service.client().properties().messageId("m").build();
    var body = "{\"username\": \"ada\", \"password\": \"%s\"}".formatted(TestService.PASSWORD);
    var token = service.client().send("RequestLoginToken", properties, body).data().textValue();
    service.client().call("RequestAccountData", Map.of(), token).data();

    assertEquals(List.of("session_token"), tablesHolding(Sha256.of(token)));
    assertEquals(List.of(), tablesHolding(token));
    for (var part : token.split("\\.", -1)) {
      assertEquals(List.of(), tablesHolding(part));
    }
  }

  @Test
  void aLoginsReplyIsNotStored() throws Exception {
    service.account("bob");
    rows.change("delete from stored_reply");
    for (var messageId : new String[] {"m", null}) {
      service
          .client()
          .send(
              "RequestLoginToken",
              service.client().properties().messageId(messageId).build(),
              "{\"username\": \"bob\", \"password\": \"%s\"}".formatted(TestService.PASSWORD))
          .data();
    }
    assertEquals(0, rows.count("stored_reply"));
  }

  @Test
  void passwordsAreNotStored() throws Exception {
    var username = "Carol of the scan";
    var password = "planted password of carol";
    var properties = service.client().properties().messageId("m").build();
    var body = "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, password);
    service.client().send("RequestAccountCreate", properties, body).data();

    assertEquals(List.of("account"), tablesHolding(username));
    assertEquals(List.of(), tablesHolding(password));
    assertEquals(List.of(), tablesHolding(Sha256.of(body)));
  }

  @Test
  void passwordsOfAnUpdateAreNotStored() throws Exception {
    service.account("dora");
    var wrong = "planted wrong password of dora";
    var chosen = "planted new password of dora";
    var passwords = new PasswordCaller(service);
    passwords.login("dora", wrong);
    passwords.updateOf("dora", wrong, chosen);
    var properties = service.client().properties().messageId("m").build();
    var body = PasswordCaller.body(TestService.PASSWORD, chosen, "dora");
    service.client().send(PasswordCaller.UPDATE, properties, body).data();

    for (var secret : List.of(wrong, chosen, TestService.PASSWORD)) {
      assertEquals(List.of(), tablesHolding(secret));
      assertEquals(List.of(), tablesHolding(Sha256.of(secret)));
    }
    var hash = rows.one(String.class, "select password_hash from account where username = 'dora'");
    assertEquals(List.of("account"), tablesHolding(hash));
  }

  @Test
  void defaultPasswordsAreStoredAsSha256UntilTheyAreUsed() throws Exception {
    service.account("emil");
    var token = service.token("emil", TestService.PASSWORD);
    var properties =
        service.client().properties().messageId("m").headers(Map.of("jwt", token)).build();
    var reset = service.client().send("RequestAccountReset", properties, Map.of()).data();
    var password = reset.get("default_password").textValue();
    assertEquals(List.of(), tablesHolding(password));
    assertEquals(List.of("password_reset"), tablesHolding(Sha256.of(password)));

    var body = PasswordCaller.body(password, "planted new password of emil", null);
    service.client().send(PasswordCaller.UPDATE, properties, body).data();
    assertEquals(List.of(), tablesHolding(password));
    assertEquals(List.of(), tablesHolding(Sha256.of(password)));
  }

  /** People type passwords into the field of the name. */
  @Test
  void unknownNamesOfLoginAttemptsAreNotStored() throws Exception {
    var name = "Planted Name of nobody";
    var passwords = new PasswordCaller(service);
    passwords.login(name, "wrong");
    passwords.loginFrom("203.0.113.7", name, "wrong");
    passwords.updateOf(name, "wrong", PasswordCaller.NEW);
    assertEquals(3, rows.count("login_attempt"));
    assertEquals(3, rows.count("audit_entry where name_mac is not null"));
    for (var form : List.of(name, "planted name of nobody")) {
      assertEquals(List.of(), tablesHolding(form));
      assertEquals(List.of(), tablesHolding(Sha256.of(form)));
    }
  }

  @Test
  void privateSigningKeysAreEncrypted() {
    // the beginning of every PKCS #8 encoding of a P-256 key, except for its length
    var marker = HexFormat.of().parseHex("06072a8648ce3d020106082a8648ce3d030107");
    assertEquals(List.of("signing_key"), tablesHolding(marker));
    assertEquals(
        0,
        rows.count(
            "signing_key where strpos(encode(private_key, 'hex'), ?) > 0",
            HexFormat.of().formatHex(marker)));
  }
}
