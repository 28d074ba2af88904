package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** A reply that is larger than the broker accepts. */
@WarrenTest(scope = Scope.TEST)
class ReplySizeIT {
  @Test
  void aReplyThatIsTooLargeIsRefusedAndTheNextRequestSucceeds(TestService service, Rows rows)
      throws Exception {
    rows.change(
        """
        with made as (
          insert into permission (id, name, name_key, description, created_at, updated_at)
          select gen_random_uuid(), 'P' || n, 'p' || n, repeat('d', 500), now(), now()
          from generate_series(1, 500) as n
          returning id)
        insert into role_permission (role_id, permission_id)
        select role.id, made.id from role cross join made where role.name_key = 'user'
        """);
    for (var i = 0; i < 9; i++) {
      service.account("user" + i);
    }
    var token = service.adminToken();

    var all = service.client().call("RequestAllAccounts", Map.of("limit", 500), token);
    assertEquals(500, all.status());
    assertEquals("internal", all.code());
    assertEquals(
        "The reply would exceed 2 MiB; request fewer items at a time.",
        all.header("status_message"));
    assertNull(all.properties().getHeaders().get("redelivered"));

    var fewer = service.client().call("RequestAllAccounts", Map.of("limit", 5), token);
    assertEquals(5, fewer.data().get("accounts").size());
    service.assertAllSettled();
  }
}
