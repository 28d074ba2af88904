package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.rabbitmq.client.AMQP.BasicProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import warren.contracts.catalogue.AccountCatalogue;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;
import warren.contracts.catalogue.Operation;
import warren.contracts.catalogue.TokenCatalogue;
import warren.contracts.json.Sample;
import warren.service.amqp.AmqpServer;
import warren.service.config.MacKey;
import warren.service.config.Settings;
import warren.service.identity.RoleDefinitions;
import warren.service.store.Store;
import warren.service.support.Fingerprint;
import warren.service.support.TestClient;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Every failure of a handler gets one reply, which contains nothing of the failure. */
@WarrenTest(scope = Scope.CLASS)
class PipelineIT {
  private static final String SECRET = HandlerFailure.SECRET;
  private static final FailingHandlers HANDLERS = new FailingHandlers();

  private static String token;
  private static Jdbi database;
  private static Store store;
  private static AmqpServer server;
  private static TestClient client;

  @BeforeAll
  static void start(TestService service, TestClient caller) throws Exception {
    token = service.adminToken();
    database = service.database();
    client = caller;
    // its handlers are replaced by those that fail
    service.service().close();
    var settings = Settings.of(TestService.settings(service.place(), Map.of()));
    store = new Store(settings.database(), Clock.systemUTC());
    var handlers = HANDLERS.handlers();
    var pipeline =
        new Pipeline(
            handlers,
            store,
            new Authenticator(store, new RoleDefinitions()),
            new AuditWriter(store, false),
            settings,
            new MacKey(new byte[32]),
            new SimpleMeterRegistry());
    server = new AmqpServer(settings.amqp(), settings.bulkheads(), handlers, pipeline);
    server.start(Duration.ofSeconds(20));
  }

  @AfterAll
  static void stop() {
    server.drain(Duration.ofSeconds(5));
    server.close();
    store.close();
  }

  static Stream<Arguments> operationsAndMishaps() {
    return Catalogue.OPERATIONS.stream()
        .flatMap(
            operation -> Stream.of(HandlerFailure.values()).map(m -> Arguments.of(operation, m)));
  }

  private static Reply send(Operation<?, ?> operation) throws Exception {
    var body = Sample.request(operation.request()).toString();
    return client.send(operation.name(), properties(), body);
  }

  private static BasicProperties properties() {
    return client.properties().headers(Map.of("jwt", token)).build();
  }

  @ParameterizedTest
  @MethodSource("operationsAndMishaps")
  void aFailureGetsOneReplyWithoutDetails(Operation<?, ?> operation, HandlerFailure mishap)
      throws Exception {
    HANDLERS.failWith(handle -> mishap.happen());
    var reply = send(operation);
    assertEquals(mishap.status(), reply.status());
    assertEquals(mishap.status() == 500 ? "internal" : "unavailable", reply.code());
    assertEquals(operation.replyName(), reply.properties().getType());
    assertTrue(assertInstanceOf(Long.class, reply.header("processing_time_ns")) > 0);
    assertFalse(everythingOf(reply).contains(SECRET));
    client.assertNoReplyBefore(operation.name());
  }

  static Stream<Operation<?, ?>> writes() {
    return Catalogue.OPERATIONS.stream().filter(o -> o.effect() == Effect.IDEMPOTENT);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aFailedWriteIsRolledBack(Operation<?, ?> operation) throws Exception {
    HANDLERS.failWith(handle -> new IllegalStateException(SECRET));
    var before = Fingerprint.of(database);
    assertEquals("internal", send(operation).code());
    assertEquals(before, Fingerprint.of(database));
  }

  @Test
  void aStackThatOverflowsIsOneReplyToo() throws Exception {
    HANDLERS.failWith(handle -> endlessly(0));
    var reply = send(TokenCatalogue.LOGIN_TOKEN);
    assertEquals("internal", reply.code());
    client.assertNoReplyBefore(TokenCatalogue.LOGIN_TOKEN.name());
  }

  @SuppressWarnings("InfiniteRecursion")
  private static RuntimeException endlessly(int depth) {
    return new IllegalStateException(SECRET + depth, endlessly(depth + 1));
  }

  private static String everythingOf(Reply reply) {
    return reply.body() + " " + reply.headers() + " " + reply.properties();
  }

  @Test
  void theRefusalsAreThoseOfTheContract() throws Exception {
    HANDLERS.failWith(handle -> HandlerFailure.SQL.happen());
    assertEquals(
        "{\"data\":null,\"error\":{\"code\":\"internal\","
            + "\"message\":\"The service failed on this request.\"}}",
        send(AccountCatalogue.USERNAME).body().toString());
    HANDLERS.failWith(handle -> HandlerFailure.CONNECTION_LOST.happen());
    assertEquals(
        "{\"data\":null,\"error\":{\"code\":\"unavailable\","
            + "\"message\":\"The service is not available now.\",\"retry_after_ms\":1000}}",
        send(AccountCatalogue.USERNAME).body().toString());
  }

  @Test
  void parametersOfAFailingStatementAreNotLogged() throws Exception {
    HANDLERS.failWith(PipelineIT::divideByZero);
    var log = (Logger) LoggerFactory.getLogger("warren");
    var events = new ListAppender<ILoggingEvent>();
    events.start();
    log.addAppender(events);
    try {
      assertEquals("internal", send(AccountCatalogue.USERNAMES).code());
    } finally {
      log.detachAppender(events);
    }
    var lines = events.list.stream().map(PipelineIT::line).toList();
    assertTrue(lines.toString().contains("division by zero"), lines::toString);
    assertFalse(lines.toString().contains(SECRET), lines::toString);
  }

  private static RuntimeException divideByZero(@Nullable Handle handle) {
    Objects.requireNonNull(handle)
        .createQuery("select 1 / 0 where :password <> ''")
        .bind("password", SECRET)
        .mapTo(Integer.class)
        .one();
    return new IllegalStateException("it can be divided by zero");
  }

  private static String line(ILoggingEvent event) {
    return event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
  }
}
