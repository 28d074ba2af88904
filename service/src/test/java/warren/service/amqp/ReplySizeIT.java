package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import warren.contracts.json.Json;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Data that exceeds the maximum size of a reply. */
@WarrenTest
class ReplySizeIT {
  private static final int MAX_BYTES = 2 * 1024 * 1024;

  /** 500 code points of 4 bytes, the longest reason or description. */
  private static final String LONGEST = "repeat(U&'\\+01F600', 500)";

  private final TestService service;
  private final Rows rows;
  private final String admin;

  ReplySizeIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
  }

  /** The fields of all rows, from pages of which all but the last are full by bytes. */
  private List<String> readAll(String operation, Map<String, ?> body, String list, String field)
      throws Exception {
    List<String> seen = new ArrayList<>();
    Map<String, Object> request = new HashMap<>(body);
    request.put("limit", 500);
    JsonNode next;
    do {
      var reply = service.client().call(operation, request, admin);
      var rowsOfPage = reply.data().get(list);
      rowsOfPage.forEach(row -> seen.add(row.get(field).asText()));
      next = reply.data().get("next");
      request.put("after", next.textValue());
      assertFull(reply.body(), rowsOfPage);
    } while (!next.isNull());
    return seen;
  }

  /** At most the maximum size and, except on the last page, without space for another row. */
  private static void assertFull(JsonNode body, JsonNode rowsOfPage) {
    var bytes = Json.write(body).length;
    var largestRow = 0;
    for (var row : rowsOfPage) {
      largestRow = Math.max(largestRow, Json.write(row).length);
    }
    assertTrue(bytes <= MAX_BYTES, () -> bytes + " bytes");
    var isLast = body.get("data").get("next").isNull();
    assertTrue(isLast || bytes > MAX_BYTES - 2048 - largestRow, () -> bytes + " bytes");
  }

  private void addPermissions(int number) {
    rows.change(
        """
        with made as (
          insert into permission (id, name, name_key, description, created_at, updated_at)
          select gen_random_uuid(), 'P' || n, 'p' || n, %s, now(), now()
          from generate_series(1, %d) as n
          returning id)
        insert into role_permission (role_id, permission_id)
        select role.id, made.id from role cross join made where role.name_key = 'user'
        """
            .formatted(LONGEST, number));
  }

  @Test
  void aPageOfAccountsEndsBeforeTheMaximumSizeAndTheNextContinues() throws Exception {
    addPermissions(60);
    List<String> expected = new ArrayList<>(List.of(rows.account("admin").toString()));
    for (var i = 0; i < 11; i++) {
      expected.add(service.account("user" + i));
    }
    assertEquals(expected, readAll("RequestAllAccounts", Map.of(), "accounts", "user_id"));
  }

  @Test
  void aPageOfBansEndsBeforeTheMaximumSizeAndTheNextContinues() throws Exception {
    service.account("ada");
    rows.change(
        """
        insert into ban (
          id, account_id, reason, actor_id, started_at, lifted_at, lifted_by, lift_reason)
        select gen_random_uuid(), account.id, %s, account.id, now() - n * interval '1 s',
               now(), account.id, %s
        from account cross join generate_series(1, 600) as n
        where username = 'ada'
        """
            .formatted(LONGEST, LONGEST));
    var ada = Map.of("user_id", rows.account("ada"));
    assertEquals(
        rows.all(UUID.class, "select id from ban order by started_at desc").stream()
            .map(UUID::toString)
            .toList(),
        readAll("RequestBanHistory", ada, "bans", "id"));
  }

  @Test
  void aPageOfPermissionsEndsBeforeTheMaximumSizeAndTheNextContinues() throws Exception {
    addPermissions(1200);
    assertEquals(
        rows.all(String.class, "select name from permission order by name_key collate \"C\""),
        readAll("RequestAllPermissions", Map.of(), "permissions", "name"));
  }

  @Test
  void aSingleRowThatIsTooLargeIsRefusedAndTheNextRequestSucceeds() throws Exception {
    addPermissions(400);
    var ada = Map.of("user_id", service.account("ada"));
    var reply = service.client().call("RequestAccountData", ada, admin);
    assertRefused(
        500, "internal", "The reply would exceed 2 MiB; request fewer items at a time.", reply);
    assertNull(reply.properties().getHeaders().get("redelivered"));
    service.client().call("RequestUsername", ada).data();
  }
}
