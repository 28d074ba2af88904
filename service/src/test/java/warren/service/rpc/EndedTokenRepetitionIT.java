package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertUnauthenticated;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.LockedTable;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** A request whose token ends while it or an earlier attempt with its message_id is in progress. */
@WarrenTest(settings = "WARREN_HASH_THREADS=8")
class EndedTokenRepetitionIT {
  private static final String BODY =
      "{\"username\": \"ada\", \"password\": \"%s\"}".formatted(TestService.PASSWORD);

  private final TestService service;
  private final Rows rows;

  private final String messageId = UUID.randomUUID().toString();

  EndedTokenRepetitionIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  /** The first attempt has reserved the message id, and the second one must wait for its reply. */
  @Test
  void aRepetitionAfterTheEndOfTheTokenGetsTheReplyOfAnAttemptInProgress() throws Exception {
    var token = service.adminToken();
    CompletableFuture<Reply> first;
    CompletableFuture<Reply> second;
    try (var audit = new LockedTable(service, "audit_entry")) {
      first = createAsync(token);
      audit.awaitWaiting(1);
      rows.change("update session set ended_at = now()");
      second = createAsync(token);
      audit.awaitWaiting(2);
    }
    assertEquals(200, ended(first).status());
    assertEquals(ended(first).body(), ended(second).body());
    assertEquals(1, rows.count("account where username_key = 'ada'"));
  }

  /** A repetition could have been refused in the meantime. */
  @Test
  void anAttemptThatReservesTheMessageIdAfterTheEndOfItsTokenIsRefused() throws Exception {
    var token = service.adminToken();
    CompletableFuture<Reply> late;
    try (var replies = new LockedTable(service, "stored_reply")) {
      late = createAsync(token);
      replies.awaitWaiting(1);
      rows.change("update session set ended_at = now()");
    }
    assertUnauthenticated(ended(late));
    assertEquals(0, rows.count("account where username_key = 'ada'"));
    assertEquals(0, rows.count("stored_reply"));
  }

  private CompletableFuture<Reply> createAsync(String token) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var client = new TestClient(TestService.connect(service.place().amqpUri()))) {
            var properties =
                client.properties().messageId(messageId).headers(Map.of("jwt", token)).build();
            return client.send("RequestAccountCreate", properties, BODY);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Reply ended(CompletableFuture<Reply> attempt) throws Exception {
    return attempt.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
