package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.json;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.BlockedStatements;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** RequestTokenStatus of an account that is deleted at the same moment. */
class TokenStatusDuringErasureIT {
  private static final int MORE_THAN_IT_TAKES = 4;

  @Test
  void aTokenIsActiveOrInactiveBeforeWhicheverStatementItsAccountIsDeleted() throws Exception {
    var place = TestServers.take();
    try (var statements = new BlockedStatements(place);
        var service = TestService.start(place, Map.of("WARREN_DB_URL", statements.url()))) {
      for (var n = 1; n <= MORE_THAN_IT_TAKES; n++) {
        var reply = deletedBefore(n, statements, service);
        assertEquals(200, reply.status(), reply.body().toString());
        if (n == 1) {
          assertEquals(json("{data: {active: false}}"), reply.body());
        }
      }
      assertTrue(new Rows(service).count("account where erased_at is null") > 1);
    }
  }

  /** Asks for the status, and has the account deleted before the n-th statement of that. */
  private static Reply deletedBefore(int n, BlockedStatements statements, TestService service)
      throws Exception {
    var id = service.account("ada" + n);
    var token = service.token("ada" + n, TestService.PASSWORD);
    var admin = service.adminToken();
    var client = service.client();
    var count = new AtomicInteger();
    try (var held =
        statements.next(text -> text.contains("account") && count.incrementAndGet() == n)) {
      var status = client.properties().headers(Map.of("jwt", token)).build();
      client.publish("RequestTokenStatus", status, new byte[] {'{', '}'});
      Await.until("it is held up or answered", () -> held.isBlocked() || client.hasNext());
      if (held.isBlocked()) {
        try (var other = new TestClient(service.connection())) {
          other.call("RequestAccountDelete", Map.of("user_id", id), admin).data();
        }
      }
    }
    return client.next();
  }
}
