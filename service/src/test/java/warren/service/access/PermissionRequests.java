package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Requests about permissions, and permissions as replies contain them. */
final class PermissionRequests {
  final TestService service;
  final Rows rows;
  final String admin;

  PermissionRequests(TestService service, Rows rows, String admin) {
    this.service = service;
    this.rows = rows;
    this.admin = admin;
  }

  Reply create(String name) throws Exception {
    return service.client().call("RequestPermissionCreate", Map.of("name", name), admin);
  }

  Reply list(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAllPermissions", body, admin);
  }

  /** A permission as replies have it; its times are the row's. */
  JsonNode permission(String name, String description) throws Exception {
    return json(
        "{id: '%s', name: '%s', description: %s, created_at: '%s', updated_at: '%s'}",
        rows.permissionId(name),
        name,
        description,
        time("created_at", name),
        time("updated_at", name));
  }

  Instant time(String column, String permission) {
    return rows.one(
        Instant.class, "select %s from permission where name = ?".formatted(column), permission);
  }

  void assertAdministratorHoldsAll() {
    assertEquals(
        rows.all(String.class, "select name from permission order by name"),
        rows.all(
            String.class,
            """
            select permission.name from role_permission
            join permission on permission.id = permission_id
            where role_id = ? order by permission.name
            """,
            rows.roleId("admin")));
  }
}
