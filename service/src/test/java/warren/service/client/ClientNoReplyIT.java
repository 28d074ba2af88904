package warren.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.client.ClientAssertions.ADA;
import static warren.service.client.ClientAssertions.NOTHING;
import static warren.service.client.ClientAssertions.REQUEST;
import static warren.service.client.ClientAssertions.assertNoReply;
import static warren.service.client.ClientAssertions.call;
import static warren.service.client.ClientAssertions.failure;
import static warren.service.client.ClientAssertions.got;

import com.rabbitmq.client.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.client.NoReplyException;
import warren.client.NoReplyException.Reason;
import warren.contracts.accounts.Username;
import warren.service.support.Await;

/** Failures of the client without a reply or with an unreadable one. */
class ClientNoReplyIT extends ClientWithStub {
  private static final Duration SHORT = Duration.ofMillis(100);

  @ParameterizedTest
  @ValueSource(
      strings = {"what?", "[]", "{}", "{\"data\": null}", "{\"data\": \"ada\"}", "{\"data\": 1"})
  void anUnreadableSuccessIsReported(String body) throws Exception {
    assertNoReply(
        Reason.NOT_UNDERSTOOD,
        "The received message is not a reply of this protocol.",
        answered(200, body));
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
  void anUnreadableRefusalIsReported(String body) throws Exception {
    assertNoReply(
        Reason.NOT_UNDERSTOOD,
        "The received message is not a reply of this protocol.",
        answered(403, body));
  }

  @Test
  void aReplyWithoutHeadersIsReported() throws Exception {
    for (var headers :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("status_code", "200", "status_message", "OK", "processing_time_ns", 1L),
            Map.of("status_code", 200, "processing_time_ns", 1L),
            Map.of("status_code", 200, "status_message", "OK"))) {
      var call = client.exchangeAsync("RequestUsername", NOTHING);
      asked.answer(asked.next(), headers, ADA);
      assertNoReply(
          Reason.NOT_UNDERSTOOD, "The received message is not a reply of this protocol.", call);
    }
  }

  @Test
  void aMissingQueueIsReportedImmediately() {
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
  void aTimeoutIsReportedAndTheBrokerDropsTheRequest() throws Exception {
    try (var channel = connection.createChannel()) {
      channel.queueDeclare("deaf", false, false, true, null);
      var hurried = client.withTimeout(SHORT);
      assertNoReply(
          Reason.TIMEOUT,
          "No reply to deaf arrived within 100 ms.",
          hurried.exchangeAsync("deaf", NOTHING));
      assertNoReply(
          Reason.TIMEOUT,
          "No reply to deaf arrived within 100 ms.",
          () -> hurried.exchange("deaf", NOTHING));
      Await.until("the broker drops them", () -> channel.messageCount("deaf") == 0);
      channel.queueDelete("deaf");
    }
  }

  @Test
  void aLateReplyIsDropped() throws Exception {
    var late = call(client.withTimeout(SHORT));
    var request = asked.next();
    assertNoReply(Reason.TIMEOUT, "No reply to RequestUsername arrived within 100 ms.", late);
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
  void anOperationWithoutRepliesIsRequestedOnANewChannel() throws Exception {
    try (var own = builder().timeout(LONG).connect();
        var others = new StubService(connection, "RequestUsernames")) {
      var waiting = call(own);
      var request = asked.next();
      Await.until(
          "another reply queue is used",
          () -> {
            // so that not all operations are without replies
            var other = own.exchangeAsync("RequestUsernames", NOTHING);
            others.answer(others.next(), 200, "{}");
            got(other);
            failure(
                NoReplyException.class,
                own.withTimeout(SHORT).exchangeAsync("RequestUsername", NOTHING));
            return !replyTo(asked.next()).equals(replyTo(request));
          });

      asked.answer(request, 200, ADA);
      assertEquals(new Username("ada"), got(waiting));
    }
  }

  private static String replyTo(Delivery request) {
    return request.getProperties().getReplyTo();
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
}
