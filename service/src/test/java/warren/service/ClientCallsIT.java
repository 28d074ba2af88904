package warren.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.Username;
import warren.contracts.accounts.UsernameRequest;
import warren.contracts.client.Caller;
import warren.contracts.client.NoReplyException;
import warren.contracts.client.NoReplyException.Reason;
import warren.contracts.client.UnknownRefusalException;
import warren.contracts.client.WarrenClient;

/** What the client sends, and what it makes of what comes back: from a peer that isn't Warren. */
class ClientCallsIT {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final byte[] NOTHING = "{}".getBytes(UTF_8);
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final UsernameRequest REQUEST = new UsernameRequest(new UUID(0, 1));
  private static final String ADA = "{\"data\": {\"username\": \"ada\"}}";

  private static TestServers.Place place;
  private static Connection connection;
  private static WarrenClient client;

  private AskedQueue asked;

  @BeforeAll
  static void start() throws Exception {
    place = TestServers.take();
    connection = TestService.connect(place.amqpUri());
    client = builder().timeout(LONG).connect();
  }

  private static WarrenClient.Builder builder() {
    return WarrenClient.builder(place.amqpUri());
  }

  @AfterAll
  static void stop() {
    client.close();
    connection.abort();
  }

  @BeforeEach
  void ask() throws IOException {
    asked = new AskedQueue(connection, "RequestUsername");
  }

  @AfterEach
  void askNoMore() throws IOException {
    asked.close();
  }

  private static CompletableFuture<Username> call(Caller caller) {
    return caller.accounts().usernameAsync(REQUEST);
  }

  private static <T> T got(CompletableFuture<T> call) throws Exception {
    return call.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static <T extends Throwable> T failure(Class<T> type, CompletableFuture<?> call) {
    return assertInstanceOf(
        type, assertThrows(ExecutionException.class, () -> got(call)).getCause());
  }

  private static void assertNoReply(Reason reason, String message, CompletableFuture<?> call) {
    assertNoReply(reason, message, failure(NoReplyException.class, call));
  }

  private static void assertNoReply(Reason reason, String message, Executable call) {
    assertNoReply(reason, message, assertThrows(NoReplyException.class, call));
  }

  private static void assertNoReply(Reason reason, String message, NoReplyException failure) {
    assertEquals(message, failure.getMessage());
    assertEquals(reason, failure.reason());
  }

  /** A call whose one request is answered so. */
  private CompletableFuture<Username> answered(int status, String body) throws Exception {
    var call = call(client);
    asked.answer(asked.next(), status, body);
    return call;
  }

  @Test
  void aRequestHoldsWhatTheServiceHasToKnow() throws Exception {
    var first = call(client);
    var sent = asked.next();
    assertEquals(
        "{\"user_id\":\"00000000-0000-0000-0000-000000000001\"}",
        new String(sent.getBody(), UTF_8));
    var properties = sent.getProperties();
    assertEquals("application/json", properties.getContentType());
    assertExpires(LONG, properties);
    assertNull(properties.getMessageId());
    assertNull(properties.getUserId());
    assertEquals(Map.of(), properties.getHeaders());
    asked.answer(sent, 200, ADA);
    assertEquals(new Username("ada"), got(first));

    var second = call(client);
    var id = asked.next().getProperties().getCorrelationId();
    assertNotEquals(properties.getCorrelationId(), id);
    // 128 bits that nobody can guess
    var prefix = id.substring(0, id.lastIndexOf('-'));
    assertTrue(prefix.length() > 20, id);
    assertTrue(properties.getCorrelationId().startsWith(prefix), id);
    assertFalse(second.isDone());
  }

  /** When its caller waits no longer, if not some milliseconds before. */
  private static void assertExpires(Duration timeout, BasicProperties properties) {
    var left = timeout.toMillis() - Long.parseLong(properties.getExpiration());
    assertTrue(left >= 0 && left < timeout.toMillis(), properties::getExpiration);
  }

  @Test
  void aRequestHoldsWhatItsCallerSays() throws Exception {
    var caller =
        client
            .as(Secret.of("a.b.c"))
            .withTimeout(Duration.ofSeconds(3))
            .withMessageId("once")
            .withClientIp("192.0.2.7")
            .withTraceparent(TRACE);
    var call = call(caller);
    var sent = asked.next();
    var properties = sent.getProperties();
    assertExpires(Duration.ofSeconds(3), properties);
    assertEquals("once", properties.getMessageId());
    // or nobody would believe the address
    assertEquals("guest", properties.getUserId());
    var headers = Map.of("jwt", "a.b.c", "client_ip", "192.0.2.7", "traceparent", TRACE);
    headers.forEach((name, value) -> assertEquals(value, properties.getHeaders().get(name) + ""));
    assertEquals(headers.keySet(), properties.getHeaders().keySet());
    asked.answer(sent, 200, ADA);
    assertEquals(new Username("ada"), got(call));
  }

  @Test
  void whatTheClientWasSetUpWithGoesWithEachRequest() throws Exception {
    var count = new AtomicInteger();
    try (var set =
        builder()
            .timeout(LONG)
            .deadlines()
            .traceparent(() -> count.incrementAndGet() == 1 ? null : TRACE)
            .connect()) {
      var before = System.currentTimeMillis();
      List<CompletableFuture<Username>> calls = new ArrayList<>(List.of(call(set), call(set)));
      var first = asked.next().getProperties().getHeaders();
      var second = asked.next().getProperties().getHeaders();
      var deadline = Long.parseLong(first.get("deadline") + "") - LONG.toMillis();
      assertTrue(before <= deadline && deadline <= System.currentTimeMillis(), first::toString);
      assertFalse(first.containsKey("traceparent"));
      assertEquals(TRACE, second.get("traceparent") + "");
      assertFalse(calls.get(0).isDone());
    }
  }

  @Test
  void aRefusalSaysAllThatTheServiceSaid() throws Exception {
    var call =
        answered(
            429,
            """
            {"data": null, "error": {"code": "throttled", "message": "Wait.",
              "fields": {"username": ["too often"]}, "retry_after_ms": 4000, "new": 1}}
            """);
    var refused = failure(RefusedException.class, call);
    assertEquals(
        new Refusal(ErrorCode.THROTTLED, "Wait.", Map.of("username", List.of("too often")), 4000L),
        refused.refusal());
    assertEquals("throttled: Wait.", refused.getMessage());
  }

  @Test
  void aRefusalThatIsNotKnownYetSaysItsStatusAndCode() throws Exception {
    var refused =
        failure(
            UnknownRefusalException.class,
            answered(
                409, "{\"data\": null, \"error\": {\"code\": \"novel\", \"message\": \"New.\"}}"));
    assertEquals(409, refused.status());
    assertEquals("novel", refused.code());
    assertEquals("novel: New.", refused.getMessage());
  }

  @Test
  void theStackOfAFailureShowsWhoHadCalled() throws Exception {
    var asking =
        CompletableFuture.runAsync(
            () -> {
              try {
                asked.answer(
                    asked.next(),
                    403,
                    "{\"data\": null, \"error\": {\"code\": \"banned\", \"message\": \"No.\"}}");
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertShowsThis(
        assertThrows(RefusedException.class, () -> client.accounts().username(REQUEST)));
    asking.get();
    assertShowsThis(
        assertThrows(NoReplyException.class, () -> client.exchange("RequestNothing", NOTHING)));
  }

  private static void assertShowsThis(Throwable failure) {
    var stack = List.of(failure.getStackTrace());
    assertTrue(
        stack.stream()
            .anyMatch(frame -> frame.getClassName().equals(ClientCallsIT.class.getName())),
        stack::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"what?", "[]", "{}", "{\"data\": null}", "{\"data\": \"ada\"}", "{\"data\": 1"})
  void aSuccessThatCannotBeReadIsSaid(String body) throws Exception {
    assertNoReply(
        Reason.NOT_UNDERSTOOD, "What came back is no reply of this protocol.", answered(200, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what?",
        "{}",
        "{\"data\": null, \"error\": null}",
        "{\"error\": {\"message\": \"No.\"}}",
        "{\"error\": {\"code\": \"banned\"}}"
      })
  void aRefusalThatCannotBeReadIsSaid(String body) throws Exception {
    assertNoReply(
        Reason.NOT_UNDERSTOOD, "What came back is no reply of this protocol.", answered(403, body));
  }

  @Test
  void aReplyWithoutItsHeadersIsSaid() throws Exception {
    for (var headers :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("status_code", "200", "status_message", "OK", "processing_time_ns", 1L),
            Map.of("status_code", 200, "processing_time_ns", 1L),
            Map.of("status_code", 200, "status_message", "OK"))) {
      var call = client.exchangeAsync("RequestUsername", NOTHING);
      asked.answer(asked.next(), headers, ADA);
      assertNoReply(Reason.NOT_UNDERSTOOD, "What came back is no reply of this protocol.", call);
    }
  }

  @Test
  void aReplyIsHandedOnAsItCame() throws Exception {
    var call = client.exchangeAsync("RequestUsername", NOTHING);
    var sent = asked.next();
    assertEquals("{}", new String(sent.getBody(), UTF_8));
    asked.answer(sent, 403, ADA);
    var reply = got(call);
    assertEquals(403, reply.status());
    assertEquals("said so", reply.message());
    assertEquals(7, reply.processingTimeNs());
    assertEquals("ReturnUsername", reply.type());
    assertEquals(sent.getProperties().getCorrelationId(), reply.correlationId());
    assertEquals(ADA, new String(reply.body(), UTF_8));
    assertEquals("ada", reply.json().get("data").get("username").textValue());
    assertEquals(
        Map.of("status_code", "403", "status_message", "said so", "processing_time_ns", "7"),
        reply.headers());
  }

  @Test
  void aQueueThatDoesNotExistIsSaidAtOnce() {
    assertNoReply(
        Reason.NO_SUCH_QUEUE,
        "There is no queue named RequestNothing.",
        client.exchangeAsync("RequestNothing", NOTHING));
    assertNoReply(
        Reason.NO_SUCH_QUEUE,
        "There is no queue named RequestNothing.",
        () -> client.exchange("RequestNothing", NOTHING));
  }

  @Test
  void aReplyThatDoesNotComeInTimeIsSaidAndTheBrokerDropsTheRequest() throws Exception {
    try (var channel = connection.createChannel()) {
      channel.queueDeclare("deaf", false, false, true, null);
      var hurried = client.withTimeout(SHORT);
      assertNoReply(
          Reason.TIMEOUT,
          "No reply to deaf came within 100 ms.",
          hurried.exchangeAsync("deaf", NOTHING));
      assertNoReply(
          Reason.TIMEOUT,
          "No reply to deaf came within 100 ms.",
          () -> hurried.exchange("deaf", NOTHING));
      Await.until("the broker drops them", () -> channel.messageCount("deaf") == 0);
      channel.queueDelete("deaf");
    }
  }

  @Test
  void aLateReplyIsDropped() throws Exception {
    var late = call(client.withTimeout(SHORT));
    var request = asked.next();
    assertNoReply(Reason.TIMEOUT, "No reply to RequestUsername came within 100 ms.", late);
    var next = call(client);
    asked.answer(request, 200, "{\"data\": {\"username\": \"late\"}}");
    asked.answer(asked.next(), 200, ADA);
    assertEquals(new Username("ada"), got(next));
  }

  @Test
  void aForgedReplyIsDropped() throws Exception {
    var call = call(client);
    var request = asked.next();
    try (var channel = connection.createChannel()) {
      var replyTo = request.getProperties().getReplyTo();
      for (var id : new String[] {null, "1", "2"}) {
        var properties =
            request.getProperties().builder().correlationId(id).headers(Map.of("status_code", 200));
        channel.basicPublish("", replyTo, properties.build(), NOTHING);
      }
    }
    asked.answer(request, 200, ADA);
    assertEquals(new Username("ada"), got(call));
  }

  @Test
  void aThreadThatIsInterruptedWaitsNoLonger() throws Exception {
    var failure = new CompletableFuture<NoReplyException>();
    var still = new CompletableFuture<Boolean>();
    var waiting =
        new Thread(
            () -> {
              failure.complete(
                  assertThrows(NoReplyException.class, () -> client.accounts().username(REQUEST)));
              still.complete(Thread.currentThread().isInterrupted());
            });
    waiting.start();
    asked.next();
    waiting.interrupt();
    assertNoReply(Reason.INTERRUPTED, "The call was interrupted.", got(failure));
    assertTrue(got(still));
  }

  @Test
  void whatIsChainedToACallDoesNotHoldUpOthers() throws Exception {
    var first = call(client);
    var release = new CountDownLatch(1);
    var chained =
        first.thenApply(
            name -> {
              await(release);
              return true;
            });
    asked.answer(asked.next(), 200, ADA);

    var second = CompletableFuture.supplyAsync(() -> client.accounts().username(REQUEST));
    asked.answer(asked.next(), 200, ADA);
    assertEquals(new Username("ada"), got(second));
    assertFalse(chained.isDone());
    release.countDown();
    assertTrue(got(chained));
  }

  @Test
  void whatIsChainedToACallRunsWhereItsUserSays() throws Exception {
    var pool = Executors.newSingleThreadExecutor(work -> new Thread(work, "the-users"));
    try (var own = builder().continueOn(pool).connect()) {
      var released = new CountDownLatch(1);
      var name =
          call(own)
              .thenApply(
                  username -> {
                    released.countDown();
                    return Thread.currentThread().getName();
                  });
      asked.answer(asked.next(), 200, ADA);
      assertEquals("the-users", got(name));
      assertEquals(0, released.getCount());
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void whatItsUsersExecutorRejectsRunsOnItsOwnThreads() throws Exception {
    Executor full =
        task -> {
          throw new RejectedExecutionException("full");
        };
    var name = "client-" + UUID.randomUUID();
    try (var own = builder().name(name).continueOn(full).connect()) {
      var released = new CountDownLatch(1);
      var where =
          call(own)
              .thenApply(
                  username -> {
                    await(released);
                    return Thread.currentThread();
                  });
      asked.answer(asked.next(), 200, ADA);
      // the connection's threads are free for others
      var other = CompletableFuture.supplyAsync(() -> own.accounts().username(REQUEST));
      asked.answer(asked.next(), 200, ADA);
      assertEquals(new Username("ada"), got(other));
      released.countDown();
      assertEquals(name, got(where).getName());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFutureFailsWithWhatTheOtherMethodThrows() throws Exception {
    var missing = client.exchangeAsync("RequestNothing", NOTHING).handle((reply, why) -> why);
    assertInstanceOf(NoReplyException.class, got(missing));
    var refused = call(client).handle((name, why) -> why);
    asked.answer(asked.next(), 403, "{\"error\": {\"code\": \"banned\", \"message\": \"No.\"}}");
    assertInstanceOf(RefusedException.class, got(refused));
  }

  @Test
  void whatCannotBeWrittenIsRefusedAtOnce() {
    var name = "R".repeat(256);
    assertThrows(IllegalArgumentException.class, () -> client.exchange(name, NOTHING));
    assertThrows(IllegalArgumentException.class, () -> client.exchangeAsync(name, NOTHING));
  }

  @Test
  void eachCallIsTold() throws Exception {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    try (var observed =
        builder()
            .observer(
                (operation, status, noReply, duration) -> {
                  assertTrue(duration.toNanos() > 0);
                  told.add(operation + " " + status + " " + noReply);
                })
            .connect()) {
      var answered = call(observed);
      asked.answer(asked.next(), 200, ADA);
      got(answered);
      var refused = call(observed);
      asked.answer(asked.next(), 403, "{}");
      failure(NoReplyException.class, refused);
      failure(NoReplyException.class, call(observed.withTimeout(SHORT)));
      assertThrows(NoReplyException.class, () -> observed.exchange("RequestNothing", NOTHING));
    }
    assertEquals(
        List.of(
            "RequestUsername 200 null",
            "RequestUsername 403 null",
            "RequestUsername 0 TIMEOUT",
            "RequestNothing 0 NO_SUCH_QUEUE"),
        List.copyOf(told));
  }

  @Test
  void anObserverThatFailsSpoilsNoCall() throws Exception {
    Queue<Throwable> shown = new ConcurrentLinkedQueue<>();
    var pool =
        Executors.newSingleThreadExecutor(
            work -> {
              var thread = new Thread(work);
              thread.setUncaughtExceptionHandler((where, failure) -> shown.add(failure));
              return thread;
            });
    var failure = new IllegalStateException("the observer's");
    try (var observed =
        builder()
            .continueOn(pool)
            .observer(
                (operation, status, noReply, duration) -> {
                  throw failure;
                })
            .connect()) {
      var call = call(observed);
      asked.answer(asked.next(), 200, ADA);
      assertEquals(new Username("ada"), got(call));
      assertEquals(List.of(failure), List.copyOf(shown));
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatClosesTellsThoseThatWaitAndThoseThatCome(boolean direct) throws Exception {
    var closing = (direct ? builder().directReplies() : builder()).timeout(LONG).connect();
    var later = call(closing);
    var replyTo = asked.next().getProperties().getReplyTo();
    var waiting = CompletableFuture.supplyAsync(() -> closing.accounts().username(REQUEST));
    asked.next();

    closing.close();

    var closed = "The connection to the broker closed: the client was closed.";
    assertNoReply(Reason.CONNECTION_CLOSED, closed, later);
    assertNoReply(Reason.CONNECTION_CLOSED, closed, waiting);
    assertNoReply(Reason.CONNECTION_CLOSED, "The client is closed.", call(closing));
    assertNoReply(
        Reason.CONNECTION_CLOSED,
        "The client is closed.",
        () -> closing.accounts().username(REQUEST));
    if (!direct) {
      Await.until("its queue is gone", () -> isGone(replyTo));
    }
    closing.close();
  }

  private static boolean isGone(String queue) throws IOException {
    var channel = connection.createChannel();
    try {
      channel.queueDeclarePassive(queue);
      return false;
    } catch (IOException e) {
      return String.valueOf(e.getCause()).contains("NOT_FOUND");
    } finally {
      channel.abort();
    }
  }

  @Test
  void itsThreadsEndWithIt() throws Exception {
    var name = "client-" + UUID.randomUUID();
    var own = builder().name(name).connect();
    var call = call(own);
    asked.answer(asked.next(), 200, ADA);
    got(call);
    assertTrue(threads(name).stream().allMatch(Thread::isDaemon));
    assertFalse(threads(name).isEmpty());
    own.close();
    Await.until("its threads have ended", () -> threads(name).isEmpty());
  }

  private static List<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .toList();
  }
}
