package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.json;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BothServices;
import warren.service.support.Fingerprint;
import warren.service.support.Rows;
import warren.service.support.TestClient.Answer;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestAccountDelete: who may, what it ends, and what stays of the account. */
@WarrenTest(processes = 2)
class DeleteIT {
  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final String admin;

  private UUID ada = new UUID(0, 0);
  private String token = "";

  DeleteIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    rows.role("plain", 0);
    rows.role("undertaker", 5, "CAN_DELETE_ACCOUNTS");
  }

  @BeforeEach
  void makeAda() throws Exception {
    service
        .client()
        .call(
            "RequestAccountCreate",
            Map.of(
                "username", "ada",
                "password", TestService.PASSWORD,
                "user_email", "ada@example.org"))
        .data();
    ada = rows.account("ada");
    token = service.token("ada", TestService.PASSWORD);
  }

  private Answer delete(UUID account, String token) throws Exception {
    return service.client().call("RequestAccountDelete", Map.of("user_id", account), token);
  }

  private void assertStands(UUID account) {
    assertEquals(1, rows.count("account where id = ? and erased_at is null", account));
  }

  private Answer login(String username) throws Exception {
    var body = Map.of("username", username, "password", TestService.PASSWORD);
    return service.client().call("RequestLoginToken", body);
  }

  @Test
  void aDeletionIsConfirmedWithNothingAndErasesTheRow() throws Exception {
    var answer = delete(ada, admin);
    assertEquals(json("{data: null}"), answer.body());
    assertEquals(200, answer.status());
    assertEquals("ConfirmAccountDeletion", answer.properties().getType());
    assertEquals(
        1,
        rows.count(
            """
            account
            where id = ? and erased_at is not null and not enabled
              and username is null and username_key is null and email is null and email_key is null
              and first_name is null and last_name is null and password_hash is null
            """,
            ada));
  }

  @Test
  void onesOwnAccountTakesCanDeleteSelf() throws Exception {
    rows.give("ada", "plain");
    rows.take("ada", "user");
    assertForbidden(delete(ada, token));
    assertStands(ada);
    rows.give("ada", "user");
    delete(ada, token).data();
    assertUnauthenticated(delete(ada, token));
  }

  @Test
  void whoMayDeleteAnyAccountMayDeleteTheOwn() throws Exception {
    rows.give("ada", "undertaker");
    rows.take("ada", "user");
    delete(ada, token).data();
    assertUnauthenticated(delete(ada, token));
  }

  @Test
  void anotherAccountTakesCanDeleteAccounts() throws Exception {
    service.account("bob");
    var bob = rows.account("bob");
    assertForbidden(delete(bob, token));
    assertForbidden(delete(UUID.randomUUID(), token));
    rows.give("ada", "moderator");
    assertForbidden(delete(bob, token));
    assertStands(bob);
    rows.give("ada", "undertaker");
    delete(bob, token).data();
    assertUnknownAccount(delete(bob, token));
  }

  @Test
  void theAccountMustBeNamed() throws Exception {
    assertInvalidFields(
        "{user_id: ['is required']}",
        service.client().call("RequestAccountDelete", Map.of(), token));
    assertInvalidFields(
        "{user_id: ['must be a UUID']}",
        service.client().call("RequestAccountDelete", Map.of("user_id", "ada"), token));
    assertStands(ada);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itsTokensEndForTheNextRequestOnBothServices(boolean byItself) throws Exception {
    var tokens = List.of(token, service.token("ada", TestService.PASSWORD));
    for (var answer : services.ask("RequestAccountData", Map.of(), token)) {
      assertEquals("ada", answer.data().get("username").textValue());
    }
    delete(ada, byItself ? token : admin).data();
    for (var any : tokens) {
      for (var answer : services.ask("RequestAccountData", Map.of(), any)) {
        assertUnauthenticated(answer);
      }
    }
    assertEquals(0, rows.count("session where account_id = ? and ended_at is null", ada));
  }

  @Test
  void itIsUnknownFromThenOn() throws Exception {
    var number = rows.one(Long.class, "select number from account where id = ?", ada);
    delete(ada, admin).data();
    assertBadCredentials(login("ada"));
    for (var answer : services.ask("RequestUsername", Map.of("user_id", ada), admin)) {
      assertUnknownAccount(answer);
    }
    for (var answer : services.ask("RequestAccountData", Map.of("user_id", ada), admin)) {
      assertUnknownAccount(answer);
    }
    for (var request :
        Map.of(
                "RequestAccountData", Map.of("number", number),
                "UpdateAccount", Map.of("user_id", ada, "username", "eve"),
                "UpdateAccountPrivileges", Map.of("user_id", ada, "new_role", "user"),
                "RequestBanUser", Map.of("user_id", ada, "permanent", true),
                "RequestFlagUser", Map.of("user_id", ada),
                "RequestAccountReset", Map.of("user_id", ada),
                "RequestAccountDelete", Map.of("user_id", ada))
            .entrySet()) {
      assertUnknownAccount(service.client().call(request.getKey(), request.getValue(), admin));
    }
  }

  @Test
  void itsNameAndAddressAreFreeAtOnce() throws Exception {
    delete(ada, token).data();
    var body =
        Map.of(
            "username", "ADA",
            "password", TestService.PASSWORD,
            "user_email", "ADA@example.org");
    var created = service.client().call("RequestAccountCreate", body).data();
    assertNotEquals(ada.toString(), created.get("user-id").textValue());
    assertUnknownAccount(service.client().call("RequestUsername", Map.of("user_id", ada)));
    assertEquals(200, login("ada").status());
    assertUnauthenticated(service.client().call("RequestAccountData", Map.of(), token));
  }

  @Test
  void rolesGroupsBansFlagAndResetsAreGone() throws Exception {
    rows.join("ada", rows.group("Readers", true));
    var body = Map.of("user_id", ada, "permanent", false);
    service.client().call("RequestBanUser", body, admin).data();
    service.client().call("RequestBanUser", body, admin).data();
    service.client().call("RequestFlagUser", Map.of("user_id", ada), admin).data();
    service.client().call("RequestAccountReset", Map.of("user_id", ada), admin).data();
    var tables = List.of("account_role", "account_group_member", "ban", "flag", "password_reset");
    for (var table : tables) {
      assertNotEquals(0, rows.count(table + " where account_id = ?", ada), table);
    }
    delete(ada, admin).data();
    for (var table : tables) {
      assertEquals(0, rows.count(table + " where account_id = ?", ada), table);
    }
    var flagged = service.client().call("RequestAllFlagged", Map.of(), admin);
    assertEquals(json("{data: {users: [], next: null}}"), flagged.body());
  }

  @Test
  void aResetOpensNothingAnyMore() throws Exception {
    var reset = service.client().call("RequestAccountReset", Map.of(), token).data();
    delete(ada, admin).data();
    service.account("ada");
    var answer =
        service
            .client()
            .call(
                "RequestAccountPasswordUpdate",
                Map.of(
                    "username", "ada",
                    "old_password", reset.get("default_password").textValue(),
                    "new_password", "a further password"));
    assertEquals(401, answer.status());
    assertEquals("bad_credentials", answer.code());
    assertEquals(200, login("ada").status());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeletionThatIsDeliveredAgainGetsItsFirstReply(boolean byItself) throws Exception {
    var caller = byItself ? token : admin;
    var first = sendDeletion(caller);
    first.data();
    var after = Fingerprint.of(service.database());
    for (var i = 0; i < 3; i++) {
      var again = sendDeletion(caller);
      assertEquals(first.body(), again.body());
      assertEquals(200, again.status());
      assertEquals("ConfirmAccountDeletion", again.properties().getType());
    }
    assertEquals(after, Fingerprint.of(service.database()));
  }

  private Answer sendDeletion(String caller) throws Exception {
    return send("RequestAccountDelete", "{user_id: '%s'}".formatted(ada), caller, "deletion");
  }

  private Answer send(String operation, String body, String caller, String messageId)
      throws Exception {
    var properties =
        service.client().properties().headers(Map.of("jwt", caller)).messageId(messageId).build();
    return service.client().send(operation, properties, json("%s", body).toString());
  }

  @Test
  void theRepliesThatItGotAndThoseAboutItAreGone() throws Exception {
    var body = "{user_id: '%s', last_name: 'King'}".formatted(ada);
    send("UpdateAccount", body, token, "by itself").data();
    send("UpdateAccount", body, admin, "by another").data();
    delete(ada, admin).data();
    assertUnauthenticated(send("UpdateAccount", body, token, "by itself"));
    assertUnknownAccount(send("UpdateAccount", body, admin, "by another"));
    assertEquals(0, rows.count("stored_reply where account_id = ?", ada));
  }
}
