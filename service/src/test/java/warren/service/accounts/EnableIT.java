package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertLastAdministrator;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/**
 * RequestAccountEnable: disabled accounts are refused by every process immediately; enabled ones
 * are accepted.
 */
@WarrenTest(processes = 2)
class EnableIT {
  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final String admin;

  private UUID ada = new UUID(0, 0);

  EnableIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
  }

  @BeforeEach
  void makeAda() throws Exception {
    ada = UUID.fromString(service.account("ada"));
  }

  private Reply enable(UUID account, Object enabled, String token) throws Exception {
    var body = Map.of("user_id", account, "enabled", enabled);
    return service.client().call("RequestAccountEnable", body, token);
  }

  private Reply enable(Object enabled) throws Exception {
    return enable(ada, enabled, admin);
  }

  private Reply login() throws Exception {
    var body = Map.of("username", "ada", "password", TestService.PASSWORD);
    return service.client().call("RequestLoginToken", body);
  }

  private static void assertNotEnabled(Reply reply) throws Exception {
    assertRefused(403, "not_enabled", "This account is not enabled.", reply);
  }

  private Instant updatedAt() {
    return rows.one(Instant.class, "select updated_at from account where id = ?", ada);
  }

  private boolean isEnabled() {
    return rows.one(Boolean.class, "select enabled from account where id = ?", ada);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void theChangeIsConfirmedWithoutDataAndShown(String enabled) throws Exception {
    rows.change("update account set enabled = not ? where id = ?", enabled.equals("true"), ada);
    var before = updatedAt();
    var reply = enable(enabled);
    assertEquals(json("{data: null}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals("ConfirmAccountUpdate", reply.properties().getType());
    var data = service.client().call("RequestAccountData", Map.of("user_id", ada), admin).data();
    assertEquals(json("%s", enabled), data.get("enabled"));
    assertTrue(updatedAt().isAfter(before));
  }

  @Test
  void disablingEndsTheSessionsForTheNextRequestOnBoth() throws Exception {
    var tokens =
        List.of(
            service.token("ada", TestService.PASSWORD), service.token("ada", TestService.PASSWORD));
    enable(false).data();
    for (var token : tokens) {
      for (var reply : services.ask("RequestAccountData", Map.of(), token)) {
        assertUnauthenticated(reply);
      }
    }
    assertNotEnabled(login());
  }

  @Test
  void enablingAllowsLoginsAndLeavesOldTokensInactive() throws Exception {
    var old = service.token("ada", TestService.PASSWORD);
    enable(false).data();
    enable(true).data();
    assertUnauthenticated(service.client().call("RequestAccountData", Map.of(), old));
    var token = login().data().textValue();
    for (var reply : services.ask("RequestAccountData", Map.of(), token)) {
      assertEquals(json("true"), reply.data().get("enabled"));
    }
  }

  @Test
  void enablingAnEnabledAccountRetainsItsSessions() throws Exception {
    var token = service.token("ada", TestService.PASSWORD);
    var before = updatedAt();
    enable(true).data();
    service.client().call("RequestAccountData", Map.of(), token).data();
    assertTrue(updatedAt().isAfter(before));
  }

  @Test
  void disablingTwiceIsFine() throws Exception {
    enable(false).data();
    enable(false).data();
    assertNotEnabled(login());
  }

  @Test
  void aBanStaysThoughTheAccountIsEnabled() throws Exception {
    rows.ban("ada", "null");
    enable(true).data();
    assertRefused(403, "banned", "This account is banned.", login());
  }

  @Test
  void theSenderNeedsThePermissionAndAHigherLevel() throws Exception {
    rows.role("enabler", 5, "CAN_ENABLE_ACCOUNTS");
    var enabler = service.holder("bob", "enabler");
    assertForbidden(enable(ada, false, service.token("ada", TestService.PASSWORD)));
    assertForbidden(enable(ada, false, service.holder("mod", "moderator")));
    assertTrue(isEnabled());
    rows.give("ada", "enabler");
    assertForbidden(enable(ada, false, enabler));
    assertTrue(isEnabled());
    rows.take("ada", "enabler");
    enable(ada, false, enabler).data();
    assertEquals(false, isEnabled());
  }

  @Test
  void anUnknownOrErasedAccountIsRefused() throws Exception {
    rows.erase("ada");
    assertUnknownAccount(enable(false));
    assertUnknownAccount(enable(true));
    assertUnknownAccount(enable(UUID.randomUUID(), true, admin));
    assertEquals(false, isEnabled());
  }

  @Test
  void wrongFieldsAreNamed() throws Exception {
    assertInvalidFields("{enabled: ['must be true or false']}", enable("yes"));
    assertInvalidFields(
        "{user_id: ['is required'], enabled: ['is required']}",
        service.client().call("RequestAccountEnable", Map.of(), admin));
  }

  @Test
  void theLastAdministratorCannotBeDisabled() throws Exception {
    var first = rows.account("admin");
    var before = rows.about(first);
    assertLastAdministrator(enable(first, false, admin));
    assertEquals(before, rows.about(first));
    enable(first, true, admin).data();
  }

  @Test
  void oneOfTwoAdministratorsCanBeDisabled() throws Exception {
    var boss = service.holder("boss", "admin");
    enable(rows.account("boss"), false, boss).data();
    assertUnauthenticated(enable(ada, false, boss));
    assertLastAdministrator(enable(rows.account("admin"), false, admin));
    enable(rows.account("boss"), true, admin).data();
    enable(ada, false, service.token("boss", TestService.PASSWORD)).data();
  }

  @Test
  void whenTwoAdministratorsDisableEachOtherConcurrentlyOneRemainsEnabled() throws Exception {
    for (var round = 0; round < 10; round++) {
      rows.deleteAccounts();
      // a new one, because being disabled ended the administrator's token
      var token = service.adminToken();
      var boss = service.holder("boss", "admin");
      var outcomes =
          services
              .await(
                  List.of(
                      sendDisable(rows.account("boss"), token),
                      sendDisable(rows.account("admin"), boss)))
              .stream()
              .map(reply -> reply.status() + " " + reply.code())
              .sorted()
              .toList();
      // looked up before the first is through, or after that
      assertTrue(
          Stream.of("409 last_administrator", "401 unauthenticated")
              .anyMatch(second -> outcomes.equals(List.of("200 null", second))),
          outcomes::toString);
      assertEquals(1, rows.count("account where enabled and username_key in ('admin', 'boss')"));
      rows.change("update account set enabled = true");
    }
  }

  private String sendDisable(UUID account, String token) throws Exception {
    var body = Map.of("user_id", account, "enabled", false);
    return services.send("RequestAccountEnable", body, token);
  }
}
