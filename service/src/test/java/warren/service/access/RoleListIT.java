package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** RequestAllRoles: search and pages. */
@WarrenTest
class RoleListIT {
  private final Rows rows;
  private final String admin;
  private final RoleRequests roles;

  RoleListIT(TestService service, Rows rows) throws Exception {
    this.rows = rows;
    this.admin = service.adminToken();
    this.roles = new RoleRequests(service, rows, admin);
  }

  private static List<String> names(JsonNode data) {
    List<String> names = new ArrayList<>();
    data.get("roles").forEach(role -> names.add(role.get("name").textValue()));
    return names;
  }

  @Test
  void aListIsPagedByName() throws Exception {
    for (var name : List.of("Zebra", "apple", "B\u00E4r", "Bar", "\u00C5ngstr\u00F6m")) {
      roles.create(Map.of("name", name), admin).data();
    }
    var all = rows.all(String.class, "select name from role order by name_key");
    assertEquals(8, all.size());
    for (var limit = 1; limit <= 9; limit++) {
      List<String> seen = new ArrayList<>();
      var body = new HashMap<String, Object>(Map.of("limit", limit));
      for (var data = roles.list(body).data(); ; data = roles.list(body).data()) {
        seen.addAll(names(data));
        if (data.get("next").isNull()) {
          break;
        }
        assertEquals(limit, data.get("roles").size());
        body.put("after", data.get("next").textValue());
      }
      assertEquals(all, seen);
    }
    assertEquals(
        json("{roles: [%s], next: null}", roles.role("apple", 0, "null")),
        roles.list(Map.of("text", "appl")).data());
  }

  @Test
  void aListIsSearchedByNameAndDescriptionWithoutRegardToCase() throws Exception {
    roles
        .create(Map.of("name", "Librarian", "description", "Keeps the Stra\u00DFe 100%"), admin)
        .data();
    roles.create(Map.of("name", "Porter", "description", "Carries books_and more"), admin).data();
    assertEquals(List.of("Librarian"), names(roles.list(Map.of("text", "BRAR")).data()));
    assertEquals(List.of("Librarian"), names(roles.list(Map.of("text", "STRASSE")).data()));
    assertEquals(List.of("Librarian"), names(roles.list(Map.of("text", "%")).data()));
    assertEquals(List.of("Porter"), names(roles.list(Map.of("text", "_")).data()));
    assertEquals(List.of("Porter"), names(roles.list(Map.of("text", "\uFF22OOKS")).data()));
    assertEquals(List.of("moderator"), names(roles.list(Map.of("text", "watches")).data()));
    assertEquals(json("{roles: [], next: null}"), roles.list(Map.of("text", "nothing so")).data());
  }

  @Test
  void aListsWrongFieldsAreRefused() throws Exception {
    assertInvalidFields("{limit: ['must be at least 1']}", roles.list(Map.of("limit", 0)));
    assertInvalidFields("{limit: ['must be at most 500']}", roles.list(Map.of("limit", 501)));
    assertInvalidFields("{text: ['must not be empty']}", roles.list(Map.of("text", "")));
    assertInvalidFields(
        "{text: ['must be at most 64 characters']}", roles.list(Map.of("text", "x".repeat(65))));
    for (var cursor : List.of("x", "nonsense", "bmFtZSA")) {
      assertInvalidFields(
          "{after: ['is not a valid cursor']}", roles.list(Map.of("after", cursor)));
    }
  }
}
