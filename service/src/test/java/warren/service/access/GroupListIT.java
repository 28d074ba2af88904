package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestAllGroups: search and pages. */
@WarrenTest
class GroupListIT {
  private final Rows rows;
  private final String admin;
  private final GroupRequests groups;

  GroupListIT(TestService service, Rows rows) throws Exception {
    this.rows = rows;
    this.admin = service.adminToken();
    this.groups = new GroupRequests(service, rows, admin);
  }

  @Test
  void aListIsPagedByNameAndSearchedWithoutRegardToCase() throws Exception {
    for (var name : List.of("Zebra", "apple", "B\u00E4r", "Bar", "Stra\u00DFe")) {
      groups.create(Map.of("name", name), admin).data();
    }
    var all = rows.all(String.class, "select name from account_group order by name_key");
    for (var limit = 1; limit <= 6; limit++) {
      List<String> seen = new ArrayList<>();
      var body = new HashMap<String, Object>(Map.of("limit", limit));
      for (var data = groups.list(body).data(); ; data = groups.list(body).data()) {
        seen.addAll(GroupRequests.names(data));
        if (data.get("next").isNull()) {
          break;
        }
        assertEquals(limit, data.get("groups").size());
        body.put("after", data.get("next").textValue());
      }
      assertEquals(all, seen);
    }
    assertEquals(
        json("{groups: [%s], next: null}", groups.group("Stra\u00DFe", false)),
        groups.list(Map.of("text", "RASS")).data());
    assertEquals(json("{groups: [], next: null}"), groups.list(Map.of("text", "%")).data());
  }

  @Test
  void aListsWrongFieldsAreRefused() throws Exception {
    assertInvalidFields(
        "{limit: ['must be at least 1'], text: ['must not be empty']}",
        groups.list(Map.of("limit", 0, "text", "")));
    assertInvalidFields("{limit: ['must be at most 500']}", groups.list(Map.of("limit", 501)));
    assertInvalidFields(
        "{after: ['is not a valid cursor']}", groups.list(Map.of("after", "nonsense")));
  }
}
