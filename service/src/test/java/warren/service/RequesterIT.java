package warren.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import warren.contracts.client.NoReplyException;
import warren.contracts.client.NoReplyException.Reason;
import warren.contracts.client.Reply;
import warren.contracts.client.Requester;

/** The client: each call gets its own reply, or is told why there is none. */
class RequesterIT {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final byte[] NOTHING = "{}".getBytes(UTF_8);

  private static TestService service;
  private static Requester requester;

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(Map.of());
    requester = Requester.open(service.connection());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void assertNoReply(Reason reason, String message, CompletableFuture<Reply> call) {
    var failure =
        assertThrows(
            ExecutionException.class, () -> call.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    var noReply = assertInstanceOf(NoReplyException.class, failure.getCause());
    assertEquals(reason, noReply.reason());
    assertEquals(message, noReply.getMessage());
  }

  @Test
  void eachOfManyCallsGetsItsOwnReply() throws Exception {
    Map<String, CompletableFuture<Reply>> calls = new HashMap<>();
    for (var i = 0; i < 20; i++) {
      var name = "user-" + i;
      var body = "{\"user_id\": \"%s\"}".formatted(service.account(name)).getBytes(UTF_8);
      calls.put(name, requester.request("RequestUsername", body, null, LONG));
    }
    for (var call : calls.entrySet()) {
      var reply = call.getValue().get();
      assertEquals(200, reply.status());
      assertEquals("OK", reply.message());
      assertEquals("ReturnUsername", reply.type());
      assertTrue(reply.processingTimeNs() > 0);
      assertEquals(call.getKey(), reply.body().get("data").get("username").textValue());
    }
  }

  @Test
  void theTokenIsSentAlong() throws Exception {
    var reply = requester.request("RequestAccountData", NOTHING, service.adminToken(), LONG).get();
    assertEquals("admin", reply.body().get("data").get("username").textValue());
  }

  @Test
  void aRefusalIsAReply() throws Exception {
    var reply = requester.request("RequestAccountData", NOTHING, null, LONG).get();
    assertEquals(401, reply.status());
    assertEquals("unauthenticated", reply.body().get("error").get("code").textValue());
  }

  @Test
  void aQueueThatDoesNotExistIsSaidAtOnce() {
    assertNoReply(
        Reason.NO_SUCH_QUEUE,
        "There is no queue named RequestNothing.",
        requester.request("RequestNothing", NOTHING, null, LONG));
  }

  @Test
  void aReplyThatDoesNotComeInTimeIsSaid() throws Exception {
    service.client().channel().queueDeclare("deaf", false, false, false, null);
    assertNoReply(
        Reason.TIMEOUT,
        "No reply came within 100 ms.",
        requester.request("deaf", NOTHING, null, Duration.ofMillis(100)));
    Await.until("the broker drops it", () -> service.client().channel().messageCount("deaf") == 0);
  }

  @Test
  void whatIsNoReplyOfThisProtocolIsSaid() throws Exception {
    var channel = service.client().channel();
    channel.queueDeclare("babble", false, false, false, null);
    channel.basicConsume(
        "babble",
        true,
        (tag, request) ->
            channel.basicPublish(
                "",
                request.getProperties().getReplyTo(),
                new BasicProperties.Builder()
                    .correlationId(request.getProperties().getCorrelationId())
                    .build(),
                "what?".getBytes(UTF_8)),
        tag -> {});
    assertNoReply(
        Reason.NOT_UNDERSTOOD,
        "What came back is no reply of this protocol.",
        requester.request("babble", NOTHING, null, LONG));
  }

  @Test
  void aConnectionThatClosesIsSaidToThoseThatWaitAndToThoseThatCome() throws Exception {
    var connection = TestService.connect(service.place().amqpUri());
    var closing = Requester.open(connection);
    service.client().channel().queueDeclare("slow", false, false, false, null);
    var waiting = closing.request("slow", NOTHING, null, LONG);

    connection.close();

    assertNoReply(Reason.CONNECTION_CLOSED, "The connection to the broker closed.", waiting);
    assertNoReply(
        Reason.CONNECTION_CLOSED,
        "The connection to the broker closed.",
        closing.request("slow", NOTHING, null, LONG));
  }
}
