package warren.service.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.RecordReader;
import warren.service.support.BadToken.Login;
import warren.service.support.SampleRequests;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Permissions of every operation. */
@WarrenTest
class CatalogueAccessIT {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestService service;
  private final SampleRequests samples;

  CatalogueAccessIT(TestService service) throws Exception {
    this.service = service;
    this.samples = new SampleRequests(service);
  }

  private Login login() throws Exception {
    var name = "caller" + COUNT.incrementAndGet();
    var id = UUID.fromString(service.account(name));
    return new Login(id, service.token(name, TestService.PASSWORD));
  }

  private Reply send(Operation<?, ?> operation, @Nullable Object token) throws Exception {
    return send(service, operation, token, samples.of(operation).toString());
  }

  static Reply send(TestService to, Operation<?, ?> operation, @Nullable Object token, String body)
      throws Exception {
    var reply = to.client().send(operation.name(), properties(to, token), body);
    assertEquals(operation.replyName(), reply.properties().getType());
    return reply;
  }

  private static BasicProperties properties(TestService to, @Nullable Object token) {
    var headers = new HashMap<String, Object>();
    if (token != null) {
      headers.put("jwt", token);
    }
    return to.client().properties().headers(headers).build();
  }

  static void assertRefused(int status, String code, Reply reply) {
    assertEquals(status, reply.status(), reply.body().toString());
    assertEquals(code, reply.code());
    assertEquals(2, reply.body().size());
    assertEquals(2, reply.body().get("error").size());
    assertEquals("null", reply.body().get("data").toString());
  }

  private static Stream<Operation<?, ?>> operations(Class<? extends Access> access) {
    return Catalogue.OPERATIONS.stream().filter(o -> access.isInstance(o.access()));
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
    return Stream.concat(operations(Access.Holding.class), onOnesOwn());
  }

  @ParameterizedTest
  @MethodSource("forHolders")
  void accountsWithoutThePermissionAreForbidden(Operation<?, ?> operation) throws Exception {
    assertRefused(403, "forbidden", send(operation, login().token()));
  }

  @ParameterizedTest
  @MethodSource("forHolders")
  void forbiddenRequestsDoNotRevealWhetherTheirTargetExists(Operation<?, ?> operation)
      throws Exception {
    var body = samples.of(operation);
    if (body.has("user_id")) {
      body.put("user_id", UUID.randomUUID().toString());
    }
    assertRefused(403, "forbidden", send(service, operation, login().token(), body.toString()));
  }

  static Stream<Operation<?, ?>> onOnesOwn() {
    return Stream.concat(operations(Access.SelfOr.class), operations(Access.SelfHoldingOr.class));
  }

  @ParameterizedTest
  @MethodSource("onOnesOwn")
  void theOwnAccountNeedsNoPermissionOnOthers(Operation<?, ?> operation) throws Exception {
    if (mayLeaveOut("user_id", operation)) {
      var login = login();
      var unnamed = own(operation, login).putNull("user_id");
      assertEquals(200, send(service, operation, login.token(), unnamed.toString()).status());
    }
    var login = login();
    var named = own(operation, login);
    assertEquals(200, send(service, operation, login.token(), named.toString()).status());
  }

  /** The sample about the caller's own account, without the names that others have. */
  private ObjectNode own(Operation<?, ?> operation, Login login) throws Exception {
    var body = samples.of(operation).put("user_id", login.accountId().toString());
    body.remove(List.of("username", "user_email"));
    return body;
  }

  private static boolean mayLeaveOut(String field, Operation<?, ?> operation) {
    return Arrays.stream(operation.request().getRecordComponents())
        .filter(component -> RecordReader.nameOf(component).equals(field))
        .allMatch(RecordReader::isOptional);
  }

  static Stream<Operation<?, ?>> forHoldersOnOnesOwn() {
    return operations(Access.SelfHoldingOr.class);
  }

  @ParameterizedTest
  @MethodSource("forHoldersOnOnesOwn")
  void withoutThePermissionOnesOwnAccountIsForbiddenToo(Operation<?, ?> operation)
      throws Exception {
    var login = login();
    service
        .database()
        .useHandle(
            h -> h.execute("delete from account_role where account_id = ?", login.accountId()));
    var body = own(operation, login).toString();
    assertRefused(403, "forbidden", send(service, operation, login.token(), body));
  }
}
