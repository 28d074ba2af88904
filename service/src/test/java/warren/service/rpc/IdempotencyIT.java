package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertUsernameTaken;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Requests with a message_id have one effect, however often they are sent. */
@WarrenTest(settings = "WARREN_HASH_THREADS=8")
class IdempotencyIT {
  private final TestService service;
  private final Rows rows;

  private final String messageId = UUID.randomUUID().toString();

  IdempotencyIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private BasicProperties properties(@Nullable String token) {
    var properties = service.client().properties().messageId(messageId);
    return (token == null ? properties : properties.headers(Map.of("jwt", token))).build();
  }

  private static String body(String username) {
    return "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, TestService.PASSWORD);
  }

  private Reply create(String username, @Nullable String token) throws Exception {
    return service.client().send("RequestAccountCreate", properties(token), body(username));
  }

  private Reply create(String username) throws Exception {
    return create(username, null);
  }

  private static void assertMessageIdReused(Reply reply) throws Exception {
    assertRefused(
        409, "message_id_reused", "This message_id was used before with another body.", reply);
  }

  private long accounts() {
    return rows.count("account where username_key <> 'admin'");
  }

  @Test
  void aRedeliveredMessageGetsTheSameReplyAndCreatesOneAccount() throws Exception {
    var first = create("ada");
    var second = create("ada");
    assertEquals(200, first.status());
    assertEquals(200, second.status());
    assertEquals(first.body(), second.body());
    assertEquals("ConfirmAccountCreation", second.properties().getType());
    assertEquals("OK", second.header("status_message"));
    assertFalse(second.headers().containsKey("redelivered"));
    assertEquals(1, accounts());
  }

  @Test
  void theReplyIsFoundAlsoWhenTheCallersTokenHasEnded() throws Exception {
    var token = service.adminToken();
    var first = create("ada", token);
    service.client().call("RequestInvalidateLoginToken", Map.of(), token).data();
    assertEquals(first.body(), create("ada", token).body());
    assertMessageIdReused(create("bob", token));
    assertEquals(1, accounts());

    rows.change("delete from stored_reply");
    assertUnauthenticated(create("bob", token));
  }

  @Test
  void theSameMessageIdWithAnotherBodyIsRefused() throws Exception {
    var token = service.adminToken();
    create("ada", token).data();
    assertMessageIdReused(create("bob", token));
    // not a byte may differ
    assertMessageIdReused(
        service
            .client()
            .send("RequestAccountCreate", properties(token), body("ada").replace(": ", ":")));
    assertEquals(1, accounts());
  }

  @Test
  void withoutATokenTheSameMessageIdWithAnotherBodyIsAnotherRequest() throws Exception {
    var ada = create("ada");
    var bob = create("bob");
    assertNotEquals(ada.data().get("user-id"), bob.data().get("user-id"));
    assertEquals(ada.body(), create("ada").body());
    assertEquals(bob.body(), create("bob").body());
    assertEquals(2, accounts());
  }

  @Test
  void theSameMessageIdOfAnotherCallerIsAnotherRequest() throws Exception {
    var ada = create("ada");
    var admin = service.adminToken();
    assertUsernameTaken(create("ada", admin));
    var bob = create("bob", admin).data();
    assertNotEquals(ada.data().get("user-id"), bob.get("user-id"));
    var carol = create("carol", service.token("ada", TestService.PASSWORD)).data();
    assertNotEquals(bob.get("user-id"), carol.get("user-id"));

    assertEquals(bob, create("bob", admin).data());
    assertEquals(ada.body(), create("ada").body());
    assertEquals(3, accounts());
  }

  @Test
  void anotherTokenOfTheSameCallerFindsTheReply() throws Exception {
    var first = create("ada", service.adminToken());
    assertEquals(first.body(), create("ada", service.adminToken()).body());
  }

  @Test
  void theReplyOfARefusedWriteIsNotStoredAndItCanBeRepeated() throws Exception {
    service.account("ada");
    assertUsernameTaken(create("ada"));
    rows.change("delete from account where username_key = 'ada'");

    var first = create("ada");
    assertEquals(200, first.status());
    assertEquals(first.body(), create("ada").body());
    assertEquals(1, accounts());
  }

  @Test
  void aFailedTransactionStoresNoReply() throws Exception {
    rows.change(
        """
        create function fail() returns trigger language plpgsql as
        $$ begin raise exception 'failed'; end $$
        """);
    rows.change(
        "create trigger fail before insert on account_role for each row execute function fail()");
    assertRefused(500, "internal", "The service failed on this request.", create("ada"));
    assertEquals(0, rows.count("stored_reply"));
    assertEquals(0, accounts());

    rows.change("drop function fail cascade");
    assertEquals(200, create("ada").status());
    assertEquals(1, rows.count("stored_reply"));
    assertEquals(1, accounts());
  }

  @WarrenTest(settings = "WARREN_HASH_THREADS=8", processes = 2, scope = Scope.TEST)
  @Test
  void manyAtOnceOnTwoServicesMakeOneAccountAndGetTheSameReply(BothServices both) throws Exception {
    var clients = List.of(both.one().client(), both.other().client());
    for (int i = 0; i < 20; i++) {
      var client = clients.get(i % 2);
      client.publish(
          "RequestAccountCreate",
          client.properties().messageId(messageId).build(),
          body("ada").getBytes(StandardCharsets.UTF_8));
    }
    Set<JsonNode> replies = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      var reply = clients.get(i % 2).next();
      reply.data();
      replies.add(reply.body());
    }
    assertEquals(1, replies.size(), replies.toString());
    assertEquals(1, accounts());
    assertEquals(1, rows.count("stored_reply"));
  }

  @Test
  void aReplyIsStoredFor24Hours() throws Exception {
    var token = service.adminToken();
    var first = create("ada", token);
    rows.change("update stored_reply set created_at = now() - interval '23 hours 59 minutes'");
    assertEquals(first.body(), create("ada", token).body());

    rows.change("update stored_reply set created_at = now() - interval '24 hours 1 minute'");
    assertUsernameTaken(create("ada", token));
    assertEquals(200, create("bob", token).status());
    assertMessageIdReused(create("ada", token));
    assertEquals(2, accounts());
  }

  @Test
  void aReplyIsErasedWithTheAccountOfItsCallerAndWithTheOneThatItIsAbout() throws Exception {
    var ada = service.account("ada");
    create("bob", service.token("ada", TestService.PASSWORD)).data();
    var cyd = create("cyd").data().get("user-id").textValue();
    assertErased(ada, "stored_reply where account_id = ?");
    assertErased(cyd, "stored_reply where subject_id = ?");
  }

  private void assertErased(String account, String replies) throws Exception {
    var id = UUID.fromString(account);
    assertEquals(1, rows.count(replies, id));
    service
        .client()
        .call("RequestAccountDelete", Map.of("user_id", account), service.adminToken())
        .data();
    // except the reply of the deletion, which contains no data
    assertEquals(
        0, rows.count(replies + " and convert_from(reply, 'UTF8') <> '{\"data\":null}'", id));
  }
}
