package warren.service.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestServers;
import warren.service.support.TestService;

class IsolationIT {
  @Test
  void aTransactionThatWaitedForALockReadsCommittedChangesUnderAnyDefaultIsolation()
      throws Exception {
    var place = TestServers.take();
    var database = Jdbi.create(place.dbUrl(), place.dbUser(), place.dbPassword());
    var name = place.dbUrl().replaceFirst(".*/", "");
    database.useHandle(
        handle ->
            handle.execute(
                "alter database %s set default_transaction_isolation = 'repeatable read'"
                    .formatted(name)));
    try (var service = TestService.start(place, Map.of());
        var holder = service.database().open()) {
      var rows = new Rows(service);
      assertEquals("repeatable read", rows.one(String.class, "show transaction_isolation"));
      var id = service.account("ada");
      var client = service.client();
      var properties = client.properties().headers(Map.of("jwt", service.adminToken())).build();
      holder.begin();
      holder.execute("update account set first_name = 'Ada' where username_key = 'ada'");
      var body = "{\"user_id\": \"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8);
      client.publish("RequestFlagUser", properties, body);
      rows.awaitWaiting(1);
      holder.commit();
      assertEquals(200, client.next().status());
    }
  }
}
