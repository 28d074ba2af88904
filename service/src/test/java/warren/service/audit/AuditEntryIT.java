package warren.service.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The fields of an audit entry of any write. */
@WarrenTest
class AuditEntryIT {
  private static final String FLAG = "RequestFlagUser";

  private final TestService service;
  private final Rows rows;
  private final AuditEntries entries;
  private final String ada;
  private final String admin;

  AuditEntryIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.entries = new AuditEntries(service);
    this.ada = service.account("ada");
    this.admin = service.adminToken();
  }

  @BeforeEach
  void forget() {
    entries.forget();
  }

  private Reply flag() throws Exception {
    return service.client().call(FLAG, Map.of("user_id", ada), admin);
  }

  @Test
  void eachEntryHasItsTime() throws Exception {
    flag().data();
    var at = rows.one(Instant.class, "select at from audit_entry");
    var age = Duration.between(at, Instant.now());
    assertTrue(!age.isNegative() && age.compareTo(TestClient.PATIENCE) < 0, age::toString);
  }

  @Test
  void aWriteThatIsRolledBackLeavesNoEntry() throws Exception {
    rows.failCommitsOf("flag");
    var reply = flag();
    rows.stopFailing();
    assertRefused(500, "internal", "The service failed on this request.", reply);
    entries.assertNoEntry();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\nb", "a\r\nforged", "\u001b[31m", "\u202e", "\u0085"})
  void aCorrelationIdIsRecordedHarmlessly(String id) throws Exception {
    var properties =
        service.client().properties().correlationId(id).headers(Map.of("jwt", admin)).build();
    var reply = service.client().send(FLAG, properties, Map.of("user_id", ada));
    reply.data();
    assertEquals(id, reply.properties().getCorrelationId());
    var kept = entries.one().get("correlation_id").asText();
    assertTrue(kept.matches("[\\P{C}]+"), () -> "«" + kept + "»");
  }

  @Test
  void aRequestWithoutACorrelationIdIsRecordedToo() throws Exception {
    var properties =
        service.client().properties().correlationId(null).headers(Map.of("jwt", admin)).build();
    service.client().send(FLAG, properties, Map.of("user_id", ada)).data();
    assertTrue(entries.one().get("correlation_id").isNull());
  }
}
