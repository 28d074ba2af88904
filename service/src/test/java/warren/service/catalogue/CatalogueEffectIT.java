package warren.service.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;
import warren.contracts.catalogue.Operation;
import warren.service.support.Fingerprint;
import warren.service.support.SampleRequests;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Effects of every operation on the database. */
@WarrenTest
class CatalogueEffectIT {
  private final TestService service;
  private final SampleRequests samples;

  CatalogueEffectIT(TestService service) throws Exception {
    this.service = service;
    this.samples = new SampleRequests(service);
  }

  private Fingerprint database() {
    return Fingerprint.of(service.database());
  }

  private static Map<String, String> withoutAuditLog(Fingerprint database) {
    var tables = new TreeMap<>(database.tables());
    tables.keySet().removeIf(table -> table.startsWith("audit_entry"));
    return tables;
  }

  private BasicProperties properties(String token, String messageId) {
    return service.client().properties().headers(Map.of("jwt", token)).messageId(messageId).build();
  }

  private Reply send(Operation<?, ?> operation, String token, String messageId, String body)
      throws Exception {
    return service.client().send(operation.name(), properties(token, messageId), body);
  }

  private static Stream<Operation<?, ?>> operations(Effect effect) {
    return Catalogue.OPERATIONS.stream().filter(operation -> operation.effect() == effect);
  }

  static Stream<Operation<?, ?>> reads() {
    return operations(Effect.READ);
  }

  static Stream<Operation<?, ?>> writes() {
    return operations(Effect.IDEMPOTENT);
  }

  @Test
  void everyTableIsLookedAt() {
    var tables = database().tables();
    assertTrue(tables.size() >= 17, tables::toString);
    assertTrue(tables.toString().contains("signing_key=1 rows, "), tables::toString);
    var before = database();
    service.database().useHandle(h -> h.execute("update role set updated_at = now()"));
    var after = database();
    assertNotEquals(before.tables().get("role"), after.tables().get("role"));
    assertEquals(before.tables().get("permission"), after.tables().get("permission"));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void aReadChangesNoRowExceptInTheAuditLog(Operation<?, ?> operation) throws Exception {
    var token = service.adminToken();
    var body = samples.of(operation).toString();
    var before = withoutAuditLog(database());
    assertEquals(200, send(operation, token, "m", body).status());
    assertEquals(200, send(operation, token, "m", body).status());
    assertEquals(before, withoutAuditLog(database()));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteDeliveredTwiceHasOneEffectAndOneReply(Operation<?, ?> operation) throws Exception {
    var token = service.adminToken();
    var id = UUID.randomUUID().toString();
    var body = samples.of(operation).toString();
    var before = database();
    var first = send(operation, token, id, body);
    assertEquals(200, first.status(), first.body().toString());
    var after = database();
    assertNotEquals(before, after);

    var second = send(operation, token, id, body);
    assertEquals(200, second.status());
    assertEquals(first.body().toString(), second.body().toString());
    assertEquals(first.properties().getType(), second.properties().getType());
    assertEquals(after, database());
  }

  @ParameterizedTest
  @MethodSource("writes")
  void theReplyRemainsStoredAfterTheEndOfTheSession(Operation<?, ?> operation) throws Exception {
    var token = service.adminToken();
    var id = UUID.randomUUID().toString();
    var body = samples.of(operation).toString();
    var first = send(operation, token, id, body);
    service.client().call("RequestInvalidateLoginToken", Map.of(), token).data();
    var before = database();
    assertEquals(first.data().toString(), send(operation, token, id, body).data().toString());
    assertEquals(before, database());
  }

  /** Operations that ignore tokens have no second sender. */
  static Stream<Operation<?, ?>> writesOfCallers() {
    return writes().filter(operation -> operation.access().token() != Access.Token.IGNORED);
  }

  @ParameterizedTest
  @MethodSource("writesOfCallers")
  void anothersReplyIsNotGivenAway(Operation<?, ?> operation) throws Exception {
    var id = UUID.randomUUID().toString();
    var body = samples.of(operation).toString();
    var first = send(operation, service.adminToken(), id, body);
    assertEquals(200, first.status());
    var other = send(operation, service.token("ada", TestService.PASSWORD), id, body);
    assertNotEquals(first.body().toString(), other.body().toString());
  }

  @ParameterizedTest
  @MethodSource("writesOfCallers")
  void aMessageIdReusedForAnotherBodyIsRefusedWithoutAnyChange(Operation<?, ?> operation)
      throws Exception {
    var token = service.adminToken();
    var id = UUID.randomUUID().toString();
    var body = samples.of(operation).toString();
    assertEquals(200, send(operation, token, id, body).status());
    var before = database();
    var other = send(operation, token, id, body + " ");
    assertEquals(409, other.status());
    assertEquals("message_id_reused", other.code());
    assertEquals(before, database());
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aRefusedWriteChangesNoRowAndItsReplyIsNotStored(Operation<?, ?> operation) throws Exception {
    var token = service.adminToken();
    var id = UUID.randomUUID().toString();
    var body = samples.of(operation).toString();
    var before = database();
    if (operation.access().token() != Access.Token.IGNORED) {
      assertEquals(401, send(operation, "garbage", id, body).status());
    }
    assertEquals(400, send(operation, token, id, "{").status());
    assertEquals(before, database());
    assertEquals(200, send(operation, token, id, body).status());
  }
}
