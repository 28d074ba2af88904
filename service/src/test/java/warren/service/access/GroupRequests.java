package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Requests about groups, groups as replies contain them, and the roles that they assign. */
final class GroupRequests {
  final TestService service;
  final Rows rows;
  final String admin;

  GroupRequests(TestService service, Rows rows, String admin) {
    this.service = service;
    this.rows = rows;
    this.admin = admin;
    rows.role("keeper", 5, "CAN_MANAGE_GROUPS");
    rows.role("weaker", 4);
    rows.role("higher", 6);
    rows.role("more", 1, "CAN_BAN_USERS");
  }

  Reply create(Map<String, ?> body, String token) throws Exception {
    return service.client().call("RequestGroupCreate", body, token);
  }

  Reply update(long group, Map<String, ?> changes, String token) throws Exception {
    Map<String, Object> body = new HashMap<>(changes);
    body.put("id", group);
    return service.client().call("UpdateGroup", body, token);
  }

  Reply update(long group, String field, Object value) throws Exception {
    return update(group, Map.of(field, value), admin);
  }

  Reply delete(long group, String token) throws Exception {
    return service.client().call("RequestGroupDelete", Map.of("id", group), token);
  }

  JsonNode read(long group) throws Exception {
    return service.client().call("RequestGroupData", Map.of("id", group), admin).data();
  }

  Reply list(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAllGroups", body, admin);
  }

  static List<String> names(JsonNode data) {
    List<String> names = new ArrayList<>();
    data.get("groups").forEach(group -> names.add(group.get("name").textValue()));
    return names;
  }

  long id(String name) {
    return rows.one(Long.class, "select id from account_group where name = ?", name);
  }

  /** A group as replies contain it; its roles as {@link #role} returns them. */
  JsonNode group(String name, boolean open, String... roles) throws Exception {
    return json(
        "{id: %d, name: '%s', open: %b, roles: [%s]}",
        id(name), name, open, String.join(", ", roles));
  }

  String role(String name, int level) {
    return "{id: '%s', name: '%s', level: %d}".formatted(rows.roleId(name), name, level);
  }

  /** Asserts the whole of a group after it was read or changed. */
  void assertGroup(JsonNode actual, String name, boolean open, String... roles) throws Exception {
    assertEquals(group(name, open, roles), actual);
  }
}
