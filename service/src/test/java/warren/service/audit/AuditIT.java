package warren.service.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertUnauthenticated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;
import warren.contracts.catalogue.Operation;
import warren.service.support.Rows;
import warren.service.support.SampleRequests;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/**
 * Which writes are recorded; {@link AuditRefusalIT} tests refusals, {@link AuditLoginIT} passwords,
 * {@link AuditEntryIT} the fields of an entry.
 */
@WarrenTest
class AuditIT {
  private static final String HERE = "203.0.113.7";
  private static final String CREATE = "RequestAccountCreate";
  private static final String RESET = "RequestAccountReset";

  private final TestService service;
  private final AuditEntries entries;
  private final SampleRequests samples;
  private final String ada;
  private final String admin;

  private String adaToken = "";
  private String adminToken = "";

  AuditIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.entries = new AuditEntries(service);
    this.samples = new SampleRequests(service);
    service.account("ada of the audit");
    this.ada = rows.account("ada of the audit").toString();
    this.admin = rows.account("admin").toString();
  }

  @BeforeEach
  void logIn() throws Exception {
    adaToken = service.token("ada of the audit", TestService.PASSWORD);
    adminToken = service.adminToken();
    entries.forget();
  }

  private static Stream<Operation<?, ?>> operations(Effect effect) {
    return Catalogue.OPERATIONS.stream().filter(operation -> operation.effect() == effect);
  }

  static Stream<Operation<?, ?>> writes() {
    return operations(Effect.IDEMPOTENT);
  }

  /** Those that a caller without a permission may not carry out on another account. */
  static Stream<Operation<?, ?>> writesForHolders() {
    return writes()
        .filter(
            operation ->
                operation.access() instanceof Access.Holding
                    || operation.access() instanceof Access.SelfOr
                    || operation.access() instanceof Access.SelfHoldingOr);
  }

  static Stream<Operation<?, ?>> readsWithoutPersonalData() {
    return operations(Effect.READ)
        .filter(operation -> !AuditReadsIT.RECORDED.contains(operation.name()));
  }

  private Reply send(Operation<?, ?> operation, String token, String body) throws Exception {
    var properties = service.client().propertiesFrom(HERE, token).messageId("m").build();
    return service.client().send(operation.name(), properties, body);
  }

  private Reply call(String operation, Map<String, ?> body, String token) throws Exception {
    return service.client().call(operation, body, token);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteIsRecordedOnceAlthoughItIsRedelivered(Operation<?, ?> operation) throws Exception {
    var body = samples.of(operation);
    entries.forget();
    var reply = send(operation, adminToken, body.toString());
    assertEquals(200, reply.status(), reply.body().toString());
    assertEquals(reply.body(), send(operation, adminToken, body.toString()).body());
    var actor = looksAtTheToken(operation) ? admin : null;
    var account = account(operation, body, reply);
    entries.assertOneFrom(HERE, true, operation.name(), "ok", actor, account, reply);
  }

  private static boolean looksAtTheToken(Operation<?, ?> operation) {
    return operation.access().token() != Access.Token.IGNORED;
  }

  /** The account that a write by the administrator is about, if about one. */
  private @Nullable String account(Operation<?, ?> operation, JsonNode body, Reply reply) {
    if (operation.feature().equals("access")) {
      return null;
    }
    var made = reply.body().path("data").path("user-id").asText(admin);
    return body.path("user_id").asText(made);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void malformedAndUnauthenticatedWritesAreNotRecorded(Operation<?, ?> operation) throws Exception {
    var body = samples.of(operation).toString();
    entries.forget();
    assertEquals(400, send(operation, adminToken, "{").status());
    if (looksAtTheToken(operation)) {
      assertUnauthenticated(send(operation, "garbage", body));
    }
    entries.assertNoEntry();
  }

  @ParameterizedTest
  @MethodSource("readsWithoutPersonalData")
  void otherReadsAreNotRecorded(Operation<?, ?> operation) throws Exception {
    var body = samples.of(operation).toString();
    entries.forget();
    assertEquals(200, send(operation, adminToken, body).status());
    send(operation, adaToken, body);
    entries.assertNoEntry();
  }

  @ParameterizedTest
  @MethodSource("writesForHolders")
  void aForbiddenWriteIsRecorded(Operation<?, ?> operation) throws Exception {
    var body = samples.of(operation);
    var account = body.path("user_id").textValue();
    entries.forget();
    var reply = send(operation, adaToken, body.toString());
    assertForbidden(reply);
    entries.assertOneFrom(HERE, true, operation.name(), "forbidden", ada, account, reply);
  }

  @Test
  void refreshesAreNotRecorded() throws Exception {
    var login = Map.of("username", "ada of the audit", "password", TestService.PASSWORD);
    var session = service.client().call("RequestSession", login).data();
    entries.forget();
    var token = Map.of("refresh_token", session.get("refresh_token").textValue());
    service.client().call("RequestTokenRefresh", token).data();
    entries.assertNoEntry();
  }

  @Test
  void resetsAndForbiddenResetsAreRecorded() throws Exception {
    var reply = call(RESET, Map.of("username", "ADA of the audit"), adminToken);
    reply.data();
    entries.assertOne(RESET, "ok", admin, ada, reply);
    entries.forget();
    var own = call(RESET, Map.of(), adaToken);
    own.data();
    entries.assertOne(RESET, "ok", ada, ada, own);
    entries.forget();
    var forbidden = call(RESET, Map.of("user_id", admin), adaToken);
    assertForbidden(forbidden);
    entries.assertOne(RESET, "forbidden", ada, admin, forbidden);
  }

  @Test
  void anAnonymousCreationHasNoActor() throws Exception {
    var reply =
        service.client().call(CREATE, Map.of("username", "bob", "password", TestService.PASSWORD));
    var made = reply.data().get("user-id").textValue();
    entries.assertOne(CREATE, "ok", null, made, reply);
  }
}
