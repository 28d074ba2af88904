package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestAllPermissions: search and pages. */
@WarrenTest
class PermissionListIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final PermissionRequests permissions;

  PermissionListIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.permissions = new PermissionRequests(service, rows, admin);
  }

  private static List<String> names(JsonNode data) {
    List<String> names = new ArrayList<>();
    data.get("permissions").forEach(permission -> names.add(permission.get("name").textValue()));
    return names;
  }

  @Test
  void aListIsPagedByName() throws Exception {
    permissions.create("Zebra").data();
    permissions.create("apple").data();
    var all = rows.all(String.class, "select name from permission order by name_key");
    assertEquals(18, all.size());
    for (var limit : List.of(1, 5, 17, 18, 500)) {
      List<String> seen = new ArrayList<>();
      var body = new HashMap<String, Object>(Map.of("limit", limit));
      for (var data = permissions.list(body).data(); ; data = permissions.list(body).data()) {
        seen.addAll(names(data));
        if (data.get("next").isNull()) {
          break;
        }
        assertEquals(limit, data.get("permissions").size());
        body.put("after", data.get("next").textValue());
      }
      assertEquals(all, seen);
    }
  }

  @Test
  void aListWithoutALimitHoldsFifty() throws Exception {
    rows.change(
        """
        insert into permission (id, name, name_key, created_at, updated_at)
        select gen_random_uuid(), 'p' || n, 'p' || n, now(), now() from generate_series(1, 40) as n
        """);
    var first = permissions.list(Map.of()).data();
    assertEquals(50, first.get("permissions").size());
    var rest = permissions.list(Map.of("after", first.get("next").textValue())).data();
    assertEquals(6, rest.get("permissions").size());
    assertTrue(rest.get("next").isNull());
  }

  @Test
  void aListIsSearchedByNameAndDescriptionWithoutRegardToCase() throws Exception {
    var body = Map.of("name", "lend", "description", "Verlei\u00DFt 10%");
    service.client().call("RequestPermissionCreate", body, admin).data();
    assertEquals(
        json(
            "{permissions: [%s], next: null}",
            permissions.permission("lend", "'Verlei\u00DFt 10%'")),
        permissions.list(Map.of("text", "LEN")).data());
    assertEquals(List.of("lend"), names(permissions.list(Map.of("text", "VERLEISST")).data()));
    assertEquals(List.of("lend"), names(permissions.list(Map.of("text", "%")).data()));
    assertEquals(
        List.of("CAN_BAN_USERS", "CAN_FLAG_USERS"),
        names(permissions.list(Map.of("text", "_users")).data()));
    assertEquals(
        List.of("CAN_DELETE_SELF", "CAN_UPDATE_SELF"),
        names(permissions.list(Map.of("text", "ONE'S OWN")).data()));
    assertEquals(
        json("{permissions: [], next: null}"),
        permissions.list(Map.of("text", "nothing so")).data());
  }

  @Test
  void aListsWrongFieldsAreRefused() throws Exception {
    assertInvalidFields(
        "{limit: ['must be at least 1'], text: ['must not be empty']}",
        permissions.list(Map.of("limit", 0, "text", "")));
    assertInvalidFields("{limit: ['must be at most 500']}", permissions.list(Map.of("limit", 501)));
    assertInvalidFields(
        "{after: ['is not a valid cursor']}", permissions.list(Map.of("after", "nonsense")));
  }
}
