package warren.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.Access;
import warren.contracts.Catalogue;
import warren.contracts.Operation;
import warren.service.BadToken.Login;
import warren.service.TestClient.Answer;

/** Who may do what, for every operation. */
class CatalogueAccessIT {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static TestService service;
  private static SampleRequests samples;

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(Map.of());
    samples = new SampleRequests(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Login login() throws Exception {
    var name = "caller" + COUNT.incrementAndGet();
    var id = UUID.fromString(service.account(name));
    return new Login(id, service.token(name, TestService.PASSWORD));
  }

  private static Answer send(Operation<?, ?> operation, @Nullable Object token) throws Exception {
    return send(service, operation, token, samples.of(operation).toString());
  }

  private static Answer send(
      TestService to, Operation<?, ?> operation, @Nullable Object token, String body)
      throws Exception {
    var answer = to.client().send(operation.name(), properties(to, token), body);
    assertEquals(operation.replyName(), answer.properties().getType());
    return answer;
  }

  private static BasicProperties properties(TestService to, @Nullable Object token) {
    var headers = new HashMap<String, Object>();
    if (token != null) {
      headers.put("jwt", token);
    }
    return to.client().properties().headers(headers).build();
  }

  private static void assertRefused(int status, String code, Answer answer) {
    assertEquals(status, answer.status(), answer.body().toString());
    assertEquals(code, answer.code());
    assertEquals(2, answer.body().size());
    assertEquals(2, answer.body().get("error").size());
    assertEquals("null", answer.body().get("data").toString());
  }

  private static Stream<Operation<?, ?>> operations(Class<? extends Access> access) {
    return Catalogue.OPERATIONS.stream().filter(o -> access.isInstance(o.access()));
  }

  static Stream<Arguments> operationsAndBadTokens() {
    return Catalogue.OPERATIONS.stream()
        .filter(operation -> operation.access().token() != Access.Token.IGNORED)
        .flatMap(
            operation ->
                Arrays.stream(BadToken.values())
                    .filter(bad -> matters(bad, operation))
                    .map(bad -> Arguments.of(operation, bad)));
  }

  private static boolean matters(BadToken bad, Operation<?, ?> operation) {
    return bad != BadToken.MISSING || operation.access().token() == Access.Token.REQUIRED;
  }

  @ParameterizedTest
  @MethodSource("operationsAndBadTokens")
  void aBadTokenIsUnauthenticated(Operation<?, ?> operation, BadToken bad) throws Exception {
    var login = login();
    assertNotEquals(401, send(operation, login.token()).status());
    assertRefused(401, "unauthenticated", send(operation, bad.of(service, login)));
  }

  static Stream<Operation<?, ?>> whereATokenMayBeMissing() {
    return operations(Access.AsRegistrationAllows.class);
  }

  @ParameterizedTest
  @MethodSource("whereATokenMayBeMissing")
  void whereATokenMayBeMissingItMay(Operation<?, ?> operation) throws Exception {
    var body = samples.of(operation);
    assertEquals(200, send(service, operation, null, body.toString()).status());
  }

  static Stream<Operation<?, ?>> forHolders() {
    return Stream.concat(operations(Access.Holding.class), operations(Access.SelfOr.class));
  }

  @ParameterizedTest
  @MethodSource("forHolders")
  void whoDoesNotHoldThePermissionIsForbidden(Operation<?, ?> operation) throws Exception {
    assertRefused(403, "forbidden", send(operation, login().token()));
  }

  @ParameterizedTest
  @MethodSource("forHolders")
  void whatTheUnpermittedAskForNeedNotExist(Operation<?, ?> operation) throws Exception {
    var body = samples.of(operation);
    if (body.has("user_id")) {
      body.put("user_id", UUID.randomUUID().toString());
    }
    assertRefused(403, "forbidden", send(service, operation, login().token(), body.toString()));
  }

  static Stream<Operation<?, ?>> onOnesOwn() {
    return operations(Access.SelfOr.class);
  }

  @ParameterizedTest
  @MethodSource("onOnesOwn")
  void onOnesOwnAccountNoPermissionIsNeeded(Operation<?, ?> operation) throws Exception {
    var login = login();
    var named = samples.of(operation).put("user_id", login.accountId().toString());
    assertEquals(200, send(service, operation, login.token(), named.toString()).status());
    var unnamed = samples.of(operation).putNull("user_id");
    assertEquals(200, send(service, operation, login.token(), unnamed.toString()).status());
  }

  @ParameterizedTest
  @MethodSource("whereATokenMayBeMissing")
  void whereRegistrationIsClosedOnlyHoldersMay(Operation<?, ?> operation) throws Exception {
    try (var closed = TestService.start(Map.of("WARREN_REGISTRATION", "closed"))) {
      var admin = closed.adminToken();
      assertEquals(200, send(closed, operation, admin, samples.of(operation).toString()).status());
      assertRefused(
          403, "forbidden", send(closed, operation, null, samples.of(operation).toString()));
      var user = closed.client().call("RequestAccountCreate", NEW_USER, admin);
      assertNull(user.code());
      var token = closed.token("user", TestService.PASSWORD);
      assertRefused(
          403, "forbidden", send(closed, operation, token, samples.of(operation).toString()));
    }
  }

  private static final Map<String, String> NEW_USER =
      Map.of("username", "user", "password", TestService.PASSWORD);
}
