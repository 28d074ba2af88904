package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Permissions that several requests create, assign and delete at the same time. */
@WarrenTest
class PermissionRacesIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final PermissionRequests permissions;

  PermissionRacesIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.permissions = new PermissionRequests(service, rows, admin);
  }

  @Test
  void theAdministratorRoleGetsPermissionsThatAreCreatedDuringItsUpdate() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> creations = new ArrayList<>();
      List<String> updates = new ArrayList<>();
      for (var i = 0; i < 30; i++) {
        var body =
            Map.of(
                "id",
                rows.roleId("admin"),
                "permissions",
                rows.all(String.class, "select name from permission"));
        updates.add(caller.send("UpdateRole", body, admin));
        creations.add(caller.send("RequestPermissionCreate", Map.of("name", "p" + i), admin));
      }
      assertEquals(Map.of("200", 30L), caller.outcomes(creations));
      var refused = caller.outcomes(updates);
      refused.keySet().removeAll(Set.of("200", "in_use"));
      assertEquals(Map.of(), refused);
    }
    assertEquals(46, rows.count("permission"));
    permissions.assertAdministratorHoldsAll();
  }

  @Test
  void aPermissionDeletedAndAssignedConcurrentlyIsEitherDeletedOrAssigned() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      for (var round = 0; round < 30; round++) {
        var name = "fleeting" + round;
        var id = permissions.create(name).data().get("id").textValue();
        var deletion = caller.send("RequestPermissionDelete", Map.of("id", id), admin);
        var role = Map.of("name", "role" + round, "permissions", List.of(name));
        var creation = caller.send("RequestRoleCreate", role, admin);
        // after the deletion the role does not hold the permission, and the permission is unknown
        var given = caller.outcome(creation).equals("200");
        assertEquals(given ? "in_use" : "200", caller.outcome(deletion));
        assertEquals(given ? "200" : "unknown_permission", caller.outcome(creation));
        assertEquals(given ? 1 : 0, rows.count("permission where name = ?", name));
        assertEquals(given ? 1 : 0, rows.count("role where name = ?", "role" + round));
      }
    }
  }
}
