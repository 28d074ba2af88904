package warren.service.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** The entries of a service's audit log. */
final class AuditEntries {
  private final Rows rows;

  AuditEntries(TestService service) {
    this.rows = new Rows(service);
  }

  void forget() {
    rows.change("delete from audit_entry");
  }

  /** Whole but for id and time, in the order in which they were written. */
  private List<JsonNode> all() throws Exception {
    List<JsonNode> entries = new ArrayList<>();
    for (var entry :
        rows.all(
            String.class,
            "select (to_jsonb(audit_entry) - 'id' - 'at')::text from audit_entry order by id")) {
      entries.add(json("%s", entry));
    }
    return entries;
  }

  void assertNoEntry() throws Exception {
    assertEquals(List.of(), all());
  }

  /** The one that there is. */
  JsonNode one() throws Exception {
    var entries = all();
    assertEquals(1, entries.size(), entries.toString());
    return entries.get(0);
  }

  /** Asserts the whole of the one that there is, of a request without an address. */
  void assertOne(
      String operation,
      String outcome,
      @Nullable String actor,
      @Nullable String account,
      Reply reply)
      throws Exception {
    assertOneFrom(null, false, operation, outcome, actor, account, reply);
  }

  void assertOneFrom(
      @Nullable String source,
      boolean trusted,
      String operation,
      String outcome,
      @Nullable String actor,
      @Nullable String account,
      Reply reply)
      throws Exception {
    assertEquals(
        json(
            """
            {
              operation: '%s', outcome: '%s', actor_id: %s, account_id: %s, name_mac: null,
              client_address: %s, client_address_trusted: %s, correlation_id: '%s'
            }
            """,
            operation,
            outcome,
            quoted(actor),
            quoted(account),
            quoted(source),
            trusted,
            reply.properties().getCorrelationId()),
        one());
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : "'" + text + "'";
  }
}
