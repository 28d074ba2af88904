package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Requests about roles, and roles as replies contain them. */
final class RoleRequests {
  final TestService service;
  final Rows rows;
  final String admin;

  RoleRequests(TestService service, Rows rows, String admin) {
    this.service = service;
    this.rows = rows;
    this.admin = admin;
  }

  Reply create(Map<String, ?> body, String token) throws Exception {
    return service.client().call("RequestRoleCreate", body, token);
  }

  Reply update(String role, Map<String, ?> changes, String token) throws Exception {
    Map<String, Object> body = new HashMap<>(changes);
    body.put("id", rows.roleId(role));
    return service.client().call("UpdateRole", body, token);
  }

  Reply update(String role, String field, Object value) throws Exception {
    return update(role, Map.of(field, value), admin);
  }

  JsonNode read(String role) throws Exception {
    return service.client().call("RequestRoleData", Map.of("id", rows.roleId(role)), admin).data();
  }

  Reply list(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAllRoles", body, admin);
  }

  /** A role as replies have it, its permissions by name; its times are the row's. */
  JsonNode role(String name, int level, String description, String... permissions)
      throws Exception {
    var each = Stream.of(permissions).map(this::permission).collect(Collectors.joining(", "));
    return json(
        """
        {id: '%s', name: '%s', level: %d, description: %s, permissions: [%s],
         created_at: '%s', updated_at: '%s'}
        """,
        rows.roleId(name.toLowerCase(Locale.ROOT)),
        name,
        level,
        description,
        each,
        time("created_at", name),
        time("updated_at", name));
  }

  String permission(String name) {
    return rows.one(
        String.class,
        "select json_build_object('id', id, 'name', name, 'description', description)::text"
            + " from permission where name = ?",
        name);
  }

  Instant time(String column, String role) {
    return rows.one(Instant.class, "select %s from role where name = ?".formatted(column), role);
  }

  String[] everyPermission() {
    return rows.all(String.class, "select name from permission order by name")
        .toArray(String[]::new);
  }

  /** Asserts the whole of a role after it was read or changed. */
  void assertRole(
      JsonNode actual, String name, int level, String description, String... permissions)
      throws Exception {
    assertEquals(role(name, level, description, permissions), actual);
  }
}
