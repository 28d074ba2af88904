package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** UpdateAccountPrivileges: the next request has the new permissions, and sessions remain. */
@WarrenTest(processes = 2)
class PrivilegesEffectIT {
  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final Privileges privileges;

  PrivilegesEffectIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.privileges = new Privileges(services, service, rows);
  }

  @Test
  void assigningAdminToTheOnlyAdministratorSucceeds() throws Exception {
    var boss = rows.account("admin");
    assertRefused(
        409,
        "last_administrator",
        "The last administrator cannot be removed.",
        privileges.assign(boss, "moderator", admin));
    privileges.assign(boss, "admin", admin).data();
    assertEquals(List.of("admin"), privileges.roles(boss));
  }

  @Test
  void newPermissionsApplyToTheNextRequestOnBothServices() throws Exception {
    var other = Map.of("user_id", rows.account("admin"));
    for (var round = 0; round < 5; round++) {
      for (var reply : services.ask("RequestAccountData", other, privileges.token)) {
        assertForbidden(reply);
      }
      privileges.assign(privileges.ada, "reader", admin).data();
      for (var reply : services.ask("RequestAccountData", other, privileges.token)) {
        assertEquals("admin", reply.data().get("username").textValue());
      }
      privileges.assign(privileges.ada, "user", admin).data();
    }
  }

  @Test
  void removingARoleRemovesItsPermissionsOnTheOwnAccount() throws Exception {
    var body = Map.of("last_name", "King");
    service.client().call("UpdateAccount", body, privileges.token).data();
    privileges.assign(privileges.ada, "weaker", admin).data();
    assertForbidden(service.client().call("UpdateAccount", body, privileges.token));
    assertForbidden(
        service
            .client()
            .call("RequestAccountDelete", Map.of("user_id", privileges.ada), privileges.token));
    service.client().call("RequestAccountData", Map.of(), privileges.token).data();
  }

  @Test
  void sessionsRemainActive() throws Exception {
    var second = service.token("ada", TestService.PASSWORD);
    privileges.assign(privileges.ada, "moderator", admin).data();
    for (var any : List.of(privileges.token, second)) {
      var data = service.client().call("RequestAccountData", Map.of(), any).data();
      assertEquals("moderator", data.get("role").textValue());
    }
    assertEquals(
        2, rows.count("session where account_id = ? and ended_at is null", privileges.ada));
  }
}
