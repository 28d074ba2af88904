package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.Bodies.assertWrongOldPassword;
import static warren.service.support.Bodies.json;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.UPDATE;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.contracts.json.Json;
import warren.service.support.Await;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** A password's update has one effect and one reply, though its old password is wrong by then. */
// fewer at once than wrong tries are free: a delivery may find the password changed already
@WarrenTest(settings = "WARREN_HASH_THREADS=4")
class PasswordUpdateIdempotencyIT {
  private final TestService service;
  private final Rows rows;
  private final PasswordCaller passwords;
  private final FailedLogins failures;

  PasswordUpdateIdempotencyIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
    this.passwords = new PasswordCaller(service);
    this.failures = new FailedLogins(service);
  }

  @BeforeEach
  void onlyAda() throws Exception {
    service.account("ada");
  }

  private BasicProperties message(@Nullable String token) {
    var properties = service.client().properties().messageId("m");
    return (token == null ? properties : properties.headers(Map.of("jwt", token))).build();
  }

  private Reply update(@Nullable String token, String newPassword) throws Exception {
    var body = PasswordCaller.body(OLD, newPassword, token == null ? "ada" : null);
    return service.client().send(UPDATE, message(token), body);
  }

  private void publish() throws Exception {
    var body = Json.write(PasswordCaller.body(OLD, NEW, "ada"));
    service.client().publish(UPDATE, message(null), body);
  }

  private static void assertConfirmed(Reply reply) throws Exception {
    assertEquals(json("{data: null}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals("ConfirmSetPassword", reply.properties().getType());
  }

  private void assertChangedOnce() throws Exception {
    assertEquals(
        2,
        rows.one(Integer.class, "select password_version from account where username_key = 'ada'"));
    assertEquals(200, passwords.login("ada", NEW).status());
    assertBadCredentials(passwords.login("ada", OLD));
  }

  @Test
  void aRedeliveredUpdateByTokenGetsTheStoredReply() throws Exception {
    var token = service.token("ada", OLD);
    for (var i = 0; i < 4; i++) {
      assertConfirmed(update(token, NEW));
    }
    assertEquals(200, passwords.use(token).status());
    assertChangedOnce();
  }

  @Test
  void withoutATokenTheSameMessageGetsTheSameReply() throws Exception {
    for (var i = 0; i < 4; i++) {
      assertConfirmed(update(null, NEW));
    }
    assertChangedOnce();
  }

  @Test
  void theSameMessageIdWithAnotherPasswordIsRefused() throws Exception {
    var token = service.token("ada", OLD);
    assertConfirmed(update(token, NEW));
    assertRefused(
        409,
        "message_id_reused",
        "This message_id was used before with another body.",
        update(token, "another passphrase"));
    assertChangedOnce();
  }

  @Test
  void withoutATokenAKnownMessageIdDoesNotTellWhichPasswordIsRight() throws Exception {
    assertConfirmed(update(null, NEW));
    for (var i = 0; i < 5; i++) {
      assertWrongOldPassword(update(null, NEW + i));
    }
    assertThrottled(update(null, NEW + 5));
    assertThrottled(update(null, NEW));
    assertEquals(5, failures.count());
    failures.earlierBy("1 s");
    assertConfirmed(update(null, NEW));
    assertEquals(5, failures.count());
  }

  @Test
  void withoutATokenAMessageIdCannotBeReservedForAnothersRequest() throws Exception {
    service.account("eve");
    var body = PasswordCaller.body(OLD, NEW, "eve");
    assertConfirmed(service.client().send(UPDATE, message(null), body));
    assertConfirmed(update(null, NEW));
    assertChangedOnce();
  }

  @Test
  void concurrentDeliveriesOfOneMessageGetTheSameReply() throws Exception {
    for (var i = 0; i < 8; i++) {
      publish();
    }
    for (var i = 0; i < 8; i++) {
      assertConfirmed(service.client().next());
    }
    assertChangedOnce();
  }

  /** As if another process had finished the first delivery while this one was under way. */
  @Test
  void aDeliveryWhoseFirstIsCarriedOutMeanwhileGetsTheSameReply() throws Exception {
    assertConfirmed(update(null, NEW));
    rows.change("create table kept_aside as select * from stored_reply");
    rows.change("delete from stored_reply");
    try (var first = service.database().open()) {
      first.begin();
      first.execute("select from account for update");
      rows.change(
          """
          create function wait() returns trigger language plpgsql as
          $$ begin perform from account for update; return new; end $$
          """);
      rows.change(
          "create trigger wait before update on login_attempt for each row execute function wait()");
      publish();
      Await.until(
          "the delivery counts its failure", () -> rows.count("pg_locks where not granted") > 0);
      first.execute("insert into stored_reply select * from kept_aside");
      first.commit();
    }
    assertConfirmed(service.client().next());
    assertChangedOnce();
  }
}
