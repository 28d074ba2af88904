package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Rows that a deletion cannot erase immediately are erased soon afterwards. */
@WarrenTest(scope = Scope.TEST)
class DeferredErasureIT {
  private static final Map<String, String> OFTEN = Map.of("WARREN_CLEANUP_INTERVAL", "50ms");

  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final UUID ada;

  DeferredErasureIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.ada = UUID.fromString(service.account("ada"));
  }

  private void delete() throws Exception {
    service.client().call("RequestAccountDelete", Map.of("user_id", ada), admin).data();
  }

  private long addresses() {
    return rows.count("audit_entry where client_address is not null");
  }

  private long replies() {
    return rows.count("stored_reply where account_id = ?", ada);
  }

  private void addresses(int count) {
    for (var column : new String[] {"actor_id", "account_id"}) {
      rows.change(
          """
          insert into audit_entry (id, at, operation, outcome, client_address, client_address_trusted, %s)
          select gen_random_uuid(), now(), 'RequestLoginToken', 'ok', '203.0.113.77', true, ?
          from generate_series(1, ?)
          """
              .formatted(column),
          ada,
          count / 2);
    }
  }

  @Test
  void addressesBeyondTheFirstThousandAreErasedLater() throws Exception {
    addresses(2600);
    delete();
    assertEquals(1600, addresses());
    var janitor = service.second(OFTEN);
    try (janitor) {
      Await.until("no address is left", () -> addresses() == 0);
      assertEquals(1, rows.count("account where erasing"));
      rows.change("update account set erased_at = now() - interval '61 minutes' where erasing");
      Await.until("that is known", () -> rows.count("account where erasing") == 0);
    }
  }

  @Test
  void erasureContinuesUntilNoRowIsLeft() throws Exception {
    addresses(2);
    delete();
    addresses(2);
    rows.change("update account set erased_at = now() - interval '61 minutes' where erasing");
    try (var holder = service.database().open()) {
      holder.begin();
      holder.execute("select from audit_entry where client_address is not null limit 1 for update");
      var janitor = service.second(OFTEN);
      try (janitor) {
        Await.until("the other one is gone", () -> addresses() == 1);
        assertEquals(1, rows.count("account where erasing"));
        holder.rollback();
        Await.until("all is erased", () -> rows.count("account where erasing") == 0);
      }
    }
    assertEquals(0, addresses());
  }

  @Test
  void rowsOfAConcurrentRequestAreErasedLater() throws Exception {
    rows.role("keeper", 5, "CAN_MANAGE_GROUPS");
    rows.give("ada", "keeper");
    var token = service.token("ada", TestService.PASSWORD);
    // ada's audit entry and reply are written but not committed when her account is deleted
    rows.change(
        """
        create function wait() returns trigger language plpgsql as
        $$ begin perform pg_advisory_xact_lock(1); return new; end $$
        """);
    rows.change(
        """
        create trigger wait before insert on audit_entry for each row
        when (new.operation = 'RequestGroupCreate') execute function wait()
        """);
    try (var holder = service.database().open()) {
      holder.begin();
      holder.execute("select pg_advisory_xact_lock(1)");
      var client = service.client();
      client.publish(
          "RequestGroupCreate",
          client.propertiesFrom("203.0.113.77", token).build(),
          "{\"name\": \"Ada's\"}".getBytes(StandardCharsets.UTF_8));
      rows.awaitWaiting(1);
      try (var other = new TestClient(service.connection())) {
        other.call("RequestAccountDelete", Map.of("user_id", ada), admin).data();
      }
      holder.rollback();
      client.next().data();
    }
    assertEquals(1, addresses());
    assertEquals(1, replies());
    var janitor = service.second(OFTEN);
    try (janitor) {
      Await.until("nothing is left", () -> addresses() + replies() == 0);
    }
  }

  @Test
  void theReplyToADeletionOfTheOwnAccountRemainsStored() throws Exception {
    var token = service.token("ada", TestService.PASSWORD);
    var properties = service.client().properties().messageId("once").headers(Map.of("jwt", token));
    var body = "{\"user_id\": \"%s\"}".formatted(ada);
    service.client().send("RequestAccountDelete", properties.build(), body).data();
    rows.change("update account set erased_at = now() - interval '61 minutes' where erasing");
    try (var janitor = service.second(OFTEN)) {
      Await.until("all is erased", () -> rows.count("account where erasing") == 0);
      var again = janitor.client().properties().messageId("once").headers(Map.of("jwt", token));
      assertEquals(
          200, janitor.client().send("RequestAccountDelete", again.build(), body).status());
    }
  }
}
