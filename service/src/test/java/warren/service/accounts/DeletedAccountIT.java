package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.json;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BothServices;
import warren.service.support.Fingerprint;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/**
 * RequestAccountDelete: sessions and rows that it removes, and the part of the account that
 * remains.
 */
@WarrenTest(processes = 2)
class DeletedAccountIT {
  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final Deletions deletions;

  DeletedAccountIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.deletions = new Deletions(services, service, rows);
  }

  private Reply login(String username) throws Exception {
    var body = Map.of("username", username, "password", TestService.PASSWORD);
    return service.client().call("RequestLoginToken", body);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tokensOfADeletedAccountAreInactiveForTheNextRequestOnBothServices(boolean byItself)
      throws Exception {
    var tokens = List.of(deletions.token, service.token("ada", TestService.PASSWORD));
    for (var reply : services.ask("RequestAccountData", Map.of(), deletions.token)) {
      assertEquals("ada", reply.data().get("username").textValue());
    }
    deletions.delete(deletions.ada, byItself ? deletions.token : admin).data();
    for (var any : tokens) {
      for (var reply : services.ask("RequestAccountData", Map.of(), any)) {
        assertUnauthenticated(reply);
      }
    }
    assertEquals(0, rows.count("session where account_id = ? and ended_at is null", deletions.ada));
  }

  @Test
  void aDeletedAccountIsUnknown() throws Exception {
    var number = rows.one(Long.class, "select number from account where id = ?", deletions.ada);
    deletions.delete(deletions.ada, admin).data();
    assertBadCredentials(login("ada"));
    for (var reply : services.ask("RequestUsername", Map.of("user_id", deletions.ada), admin)) {
      assertUnknownAccount(reply);
    }
    for (var reply : services.ask("RequestAccountData", Map.of("user_id", deletions.ada), admin)) {
      assertUnknownAccount(reply);
    }
    for (var request :
        Map.of(
                "RequestAccountData", Map.of("number", number),
                "UpdateAccount", Map.of("user_id", deletions.ada, "username", "eve"),
                "UpdateAccountPrivileges", Map.of("user_id", deletions.ada, "new_role", "user"),
                "RequestBanUser", Map.of("user_id", deletions.ada, "permanent", true),
                "RequestFlagUser", Map.of("user_id", deletions.ada),
                "RequestAccountReset", Map.of("user_id", deletions.ada),
                "RequestAccountDelete", Map.of("user_id", deletions.ada))
            .entrySet()) {
      assertUnknownAccount(service.client().call(request.getKey(), request.getValue(), admin));
    }
  }

  @Test
  void nameAndAddressOfADeletedAccountAreFreeImmediately() throws Exception {
    deletions.delete(deletions.ada, deletions.token).data();
    var body =
        Map.of(
            "username", "ADA",
            "password", TestService.PASSWORD,
            "user_email", "ADA@example.org");
    var created = service.client().call("RequestAccountCreate", body).data();
    assertNotEquals(deletions.ada.toString(), created.get("user-id").textValue());
    assertUnknownAccount(
        service.client().call("RequestUsername", Map.of("user_id", deletions.ada)));
    assertEquals(200, login("ada").status());
    assertUnauthenticated(service.client().call("RequestAccountData", Map.of(), deletions.token));
  }

  @Test
  void rolesGroupsBansFlagResetsAndKnownAddressesAreDeleted() throws Exception {
    var passwords = new PasswordCaller(service);
    assertEquals(200, passwords.loginFrom("203.0.113.7", "ada", TestService.PASSWORD).status());
    rows.join("ada", rows.group("Readers", true));
    var body = Map.of("user_id", deletions.ada, "permanent", false);
    service.client().call("RequestBanUser", body, admin).data();
    service.client().call("RequestBanUser", body, admin).data();
    service.client().call("RequestFlagUser", Map.of("user_id", deletions.ada), admin).data();
    service.client().call("RequestAccountReset", Map.of("user_id", deletions.ada), admin).data();
    var tables =
        List.of(
            "account_role",
            "account_group_member",
            "ban",
            "flag",
            "password_reset",
            "known_address");
    for (var table : tables) {
      assertNotEquals(0, rows.count(table + " where account_id = ?", deletions.ada), table);
    }
    deletions.delete(deletions.ada, admin).data();
    for (var table : tables) {
      assertEquals(0, rows.count(table + " where account_id = ?", deletions.ada), table);
    }
    var flagged = service.client().call("RequestAllFlagged", Map.of(), admin);
    assertEquals(json("{data: {users: [], next: null}}"), flagged.body());
  }

  @Test
  void aDefaultPasswordOfADeletedAccountIsRefused() throws Exception {
    var reset = service.client().call("RequestAccountReset", Map.of(), deletions.token).data();
    deletions.delete(deletions.ada, admin).data();
    service.account("ada");
    var reply =
        service
            .client()
            .call(
                "RequestAccountPasswordUpdate",
                Map.of(
                    "username", "ada",
                    "old_password", reset.get("default_password").textValue(),
                    "new_password", "a further password"));
    assertEquals(401, reply.status());
    assertEquals("bad_credentials", reply.code());
    assertEquals(200, login("ada").status());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeletionThatIsDeliveredAgainGetsItsFirstReply(boolean byItself) throws Exception {
    var caller = byItself ? deletions.token : admin;
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

  private Reply sendDeletion(String caller) throws Exception {
    return send(
        "RequestAccountDelete", "{user_id: '%s'}".formatted(deletions.ada), caller, "deletion");
  }

  private Reply send(String operation, String body, String caller, String messageId)
      throws Exception {
    var properties =
        service.client().properties().headers(Map.of("jwt", caller)).messageId(messageId).build();
    return service.client().send(operation, properties, json("%s", body).toString());
  }

  @Test
  void storedRepliesToAndAboutTheAccountAreDeleted() throws Exception {
    var body = "{user_id: '%s', last_name: 'King'}".formatted(deletions.ada);
    send("UpdateAccount", body, deletions.token, "by itself").data();
    send("UpdateAccount", body, admin, "by another").data();
    deletions.delete(deletions.ada, admin).data();
    assertUnauthenticated(send("UpdateAccount", body, deletions.token, "by itself"));
    assertUnknownAccount(send("UpdateAccount", body, admin, "by another"));
    assertEquals(0, rows.count("stored_reply where account_id = ?", deletions.ada));
  }
}
