package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Await;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Passwords and names that a login accepts, and its effects. */
@WarrenTest(settings = "WARREN_HASH_THREADS=8")
class CredentialsIT {

  private final TestService service;
  private final Rows rows;

  CredentialsIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private void account(String username, String password) throws Exception {
    var body = Map.of("username", username, "password", password);
    service.client().call("RequestAccountCreate", body).data();
  }

  private Reply login(String username, String password) throws Exception {
    var body = Map.of("username", username, "password", password);
    return service.client().call("RequestLoginToken", body);
  }

  private String hash() {
    return rows.one(String.class, "select password_hash from account where username_key = 'ada'");
  }

  private Instant time(String column) {
    return rows.one(
        Instant.class, "select %s from account where username_key = 'ada'".formatted(column));
  }

  @Test
  void aPasswordIsTheSameHoweverItsCharactersAreComposed() throws Exception {
    account("ada", "Caf\u00e9 \ufb01ve \u00bd ＄");
    for (var same : List.of("Caf\u00e9 \ufb01ve \u00bd ＄", "Cafe\u0301 five 1\u20442 $")) {
      assertEquals(200, login("ada", same).status());
    }
    for (var other : List.of("Cafe five 1\u20442 $", "caf\u00e9 \ufb01ve \u00bd ＄", "")) {
      assertBadCredentials(login("ada", other));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"passphrase\u0000with nul", "  spaces around  ", "😀😃😄😁😆😅😂🤣"})
  void aPasswordMayHoldAnything(String password) throws Exception {
    account("ada", password);
    assertEquals(200, login("ada", password).status());
    assertBadCredentials(login("ada", password.strip().substring(0, 8)));
  }

  @Test
  void aNameIsFoundInEveryFormThatItsKeyHas() throws Exception {
    account("Straße", TestService.PASSWORD);
    for (var name : List.of("Straße", "STRASSE", "straẞe", "ｓｔｒａｓｓｅ")) {
      assertEquals(200, login(name, TestService.PASSWORD).status(), name);
    }
    assertBadCredentials(login("Strase", TestService.PASSWORD));
  }

  @Test
  void aPasswordOrANameTooLongToBeOneIsJustWrong() throws Exception {
    account("ada", TestService.PASSWORD);
    assertBadCredentials(login("ada", "x".repeat(60_000)));
    assertBadCredentials(login("ada", "\u0301".repeat(30_000)));
    assertBadCredentials(login("x".repeat(64), TestService.PASSWORD));
  }

  @Test
  void onlyALoginMovesLastLogin() throws Exception {
    account("ada", TestService.PASSWORD);
    assertEquals(1, rows.count("account where username_key = 'ada' and last_login is null"));
    assertBadCredentials(login("ada", "not the password"));
    assertEquals(1, rows.count("account where username_key = 'ada' and last_login is null"));

    login("ada", TestService.PASSWORD).data();
    var first = time("last_login");
    assertBadCredentials(login("ada", "not the password"));
    assertEquals(first, time("last_login"));
    var token = login("ada", TestService.PASSWORD).data().textValue();
    assertTrue(time("last_login").isAfter(first));

    var data = service.client().call("RequestAccountData", Map.of(), token).data();
    assertEquals(json("'%s'", time("last_login")), data.get("last_login"));
    assertEquals(time("created_at"), time("updated_at"));
  }

  @Test
  void aLoginIsRefusedWhenThePasswordIsChangedMeanwhile() throws Exception {
    account("ada", TestService.PASSWORD);
    assertEquals(200, loginMeanwhile("update account set last_name = 'Lovelace'").status());
    assertBadCredentials(
        loginMeanwhile("update account set password_version = password_version + 1"));
  }

  @Test
  void aLoginLeavesAHashThatAnotherHasReplacedMeanwhile() throws Exception {
    account("ada", TestService.PASSWORD);
    assertEquals(
        200, loginMeanwhile("update account set password_hash = 'of another login'").status());
    assertEquals("of another login", hash());
  }

  @Test
  void aLoginIsRefusedWhenTheAccountIsDisabledOrBannedMeanwhile() throws Exception {
    account("ada", TestService.PASSWORD);
    assertRefused(
        403,
        "not_enabled",
        "This account is not enabled.",
        loginMeanwhile("update account set enabled = false"));
    rows.change("update account set enabled = true where username_key = 'ada'");
    assertRefused(
        403,
        "banned",
        "This account is banned.",
        loginMeanwhile(
            """
            with banned as (
              insert into ban (id, account_id, started_at)
              select gen_random_uuid(), id, now() from account where username_key = 'ada')
            update account set enabled = true
            """));
    assertEquals(0, rows.count("session where account_id = ?", rows.account("ada")));
  }

  /** Changes the database after the password was verified and before the account is locked. */
  private Reply loginMeanwhile(String change) throws Exception {
    try (var handle = service.database().open()) {
      handle.begin();
      handle.execute(change + " where username_key = 'ada'");
      service
          .client()
          .publish("RequestLoginToken", service.client().properties().build(), rightLogin());
      Await.until(
          "the login waits for the account", () -> rows.count("pg_locks where not granted") > 0);
      handle.commit();
    }
    return service.client().next();
  }

  private static byte[] rightLogin() {
    return "{\"username\": \"ada\", \"password\": \"%s\"}"
        .formatted(TestService.PASSWORD)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void manyRightLoginsAtOnceAllPass() throws Exception {
    account("ada", TestService.PASSWORD);
    new ManyLogins(service).assertAllPass();
  }
}
