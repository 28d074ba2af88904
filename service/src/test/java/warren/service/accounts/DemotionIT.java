package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertLastAdministrator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** UpdateAccountRoles: the last administrator, and administrators who demote each other. */
@WarrenTest
class DemotionIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final RoleAssignments assignments;

  DemotionIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.assignments = new RoleAssignments(service, rows);
  }

  @Test
  void theLastAdministratorCannotBeDemoted() throws Exception {
    assertLastAdministrator(assignments.assign("admin", List.of("moderator"), admin));
    assertEquals(List.of("admin"), rows.rolesOf("admin"));
    assignments.assign("admin", List.of("moderator", "admin"), admin).data();
    assertEquals(List.of("admin", "moderator"), rows.rolesOf("admin"));

    var other = service.holder("bob", "admin");
    rows.ban("bob", "null");
    assertLastAdministrator(assignments.assign("admin", List.of("moderator"), admin));
    rows.change("delete from ban");
    assignments.assign("admin", List.of("moderator"), admin).data();
    assertLastAdministrator(assignments.assign("bob", List.of("user"), other));
    assertEquals(List.of("admin", "user"), rows.rolesOf("bob"));
    assignments.assign("admin", List.of("admin"), other).data();
  }

  /** The tokens of the only two administrators, {@code one} and {@code other}. */
  private List<String> twoAdministrators() throws Exception {
    var tokens = List.of(service.holder("one", "admin"), service.holder("other", "admin"));
    rows.take("admin", "admin");
    return tokens;
  }

  private Map<String, Object> demotion(String username) {
    return Map.of("user_id", rows.account(username), "roles", List.of("user", "moderator"));
  }

  private void makeBothAdministrators() {
    for (var username : List.of("one", "other")) {
      rows.change("delete from account_role where account_id = ?", rows.account(username));
      rows.give(username, "admin");
    }
  }

  private long administrators() {
    return rows.count("account_role where role_id = ?", rows.roleId("admin"));
  }

  @Test
  void whenTwoAdministratorsDemoteEachOtherConcurrentlyOneSucceeds() throws Exception {
    var tokens = twoAdministrators();
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      for (var round = 0; round < 50; round++) {
        makeBothAdministrators();
        var ids =
            List.of(
                caller.send("UpdateAccountRoles", demotion("other"), tokens.get(0)),
                caller.send("UpdateAccountRoles", demotion("one"), tokens.get(1)));
        // the second is admitted before the first is through, or holds no permission any more
        var outcomes = caller.outcomes(ids);
        assertTrue(
            List.of(Map.of("200", 1L, "last_administrator", 1L), Map.of("200", 1L, "forbidden", 1L))
                .contains(outcomes),
            outcomes::toString);
        assertEquals(1, administrators());
      }
    }
  }

  @Test
  void whenTwoAdministratorsDemoteThemselvesConcurrentlyOneSucceeds() throws Exception {
    var tokens = twoAdministrators();
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      for (var round = 0; round < 50; round++) {
        makeBothAdministrators();
        var ids =
            List.of(
                caller.send("UpdateAccountRoles", demotion("one"), tokens.get(0)),
                caller.send("UpdateAccountRoles", demotion("other"), tokens.get(1)));
        assertEquals(Map.of("200", 1L, "last_administrator", 1L), caller.outcomes(ids));
        assertEquals(1, administrators());
      }
    }
  }

  @Test
  void ofTwoAuthorizedDemotionsTheSecondIsRefused() throws Exception {
    var tokens = twoAdministrators();
    try (var caller = ConcurrentCaller.byQueue(service.connection());
        var holder = service.database().open()) {
      holder.begin();
      holder.execute("select from role where name = 'admin' for update");
      var ids =
          List.of(
              caller.send("UpdateAccountRoles", demotion("other"), tokens.get(0)),
              caller.send("UpdateAccountRoles", demotion("one"), tokens.get(1)));
      rows.awaitWaiting(2);
      holder.rollback();
      assertEquals(Map.of("200", 1L, "last_administrator", 1L), caller.outcomes(ids));
    }
    assertEquals(1, administrators());
  }

  @Test
  void concurrentUpdatesOfTwoAdministratorsDoNotDeadlock() throws Exception {
    var tokens = twoAdministrators();
    makeBothAdministrators();
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> ids = new ArrayList<>();
      for (var i = 0; i < 40; i++) {
        var body =
            Map.of(
                "user_id",
                rows.account(i % 2 == 0 ? "one" : "other"),
                "roles",
                i % 3 == 0 ? List.of("admin", "user") : List.of("moderator", "admin"));
        ids.add(caller.send("UpdateAccountRoles", body, tokens.get(i / 2 % 2)));
      }
      assertEquals(Map.of("200", 40L), caller.outcomes(ids));
    }
    assertEquals(2, administrators());
  }
}
