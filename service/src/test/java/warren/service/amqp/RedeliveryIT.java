package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUsernameTaken;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Requests without a message_id that the broker delivers again, their consumer having gone. */
@WarrenTest(scope = Scope.CLASS)
class RedeliveryIT {
  private static final String CREATE = "RequestAccountCreate";

  private static TestService service;
  private static Rows rows;
  // on a connection that outlives the services
  private static Connection connection;
  private static TestClient client;

  @BeforeAll
  static void start(TestService first, Rows database) throws Exception {
    service = first;
    rows = database;
    connection = TestService.connect(service.place().amqpUri());
    client = new TestClient(connection);
  }

  @AfterAll
  static void stop() {
    connection.abort();
    service.close();
  }

  @BeforeEach
  void empty() {
    rows.change("delete from stored_reply");
    rows.change("delete from account where username_key <> 'admin'");
  }

  private static String body(String username) {
    return "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, TestService.PASSWORD);
  }

  /** Another consumer receives the request and disconnects before a new service receives it. */
  private static void redeliver(String operation, BasicProperties request, String body)
      throws Exception {
    service.close();
    client.publish(operation, request, body.getBytes(StandardCharsets.UTF_8));
    var channel = connection.createChannel();
    var deadline = System.nanoTime() + TestClient.PATIENCE.toNanos();
    GetResponse taken = null;
    while (taken == null && System.nanoTime() < deadline) {
      taken = channel.basicGet(operation, false);
    }
    assertNotNull(taken, "nothing came to the queue");
    channel.close();
    service = service.second();
  }

  private static Reply answered(String operation, BasicProperties request, String body)
      throws Exception {
    redeliver(operation, request, body);
    return marked(client.next());
  }

  private static Reply marked(Reply reply) {
    assertEquals(true, reply.header("redelivered"));
    return reply;
  }

  private static long accounts() {
    return rows.count("account where username_key <> 'admin'");
  }

  @Test
  void aWriteThatWasCarriedOutGetsItsReplyAgain() throws Exception {
    var request = client.properties().build();
    var first = client.send(CREATE, request, body("ada"));
    assertEquals(200, first.status());
    assertFalse(first.headers().containsKey("redelivered"));

    var again = answered(CREATE, request, body("ada"));
    assertEquals(200, again.status());
    assertEquals(first.body(), again.body());
    assertEquals(request.getCorrelationId(), again.properties().getCorrelationId());
    assertEquals(1, accounts());
  }

  @Test
  void aWriteThatWasNotCarriedOutIs() throws Exception {
    var reply = answered(CREATE, client.properties().build(), body("ada"));
    assertEquals(200, reply.status());
    assertEquals(1, accounts());
  }

  @Test
  void aSecondDeliveryThatIsNotMarkedIsAnotherRequest() throws Exception {
    var request = client.properties().build();
    client.send(CREATE, request, body("ada")).data();
    assertUsernameTaken(client.send(CREATE, request, body("ada")));
    assertEquals(1, accounts());
  }

  @Test
  void aReusedCorrelationIdIdentifiesTheLastRequest() throws Exception {
    var headers = Map.<String, Object>of("jwt", service.adminToken());
    var request = client.properties().correlationId("1").headers(headers).build();
    client.send(CREATE, request, body("ada")).data();
    var bob = client.send(CREATE, request, body("bob"));
    assertEquals(bob.body(), answered(CREATE, request, body("bob")).body());
    assertUsernameTaken(answered(CREATE, request, body("ada")));
    assertEquals(2, accounts());
  }

  @Test
  void withoutATokenAReusedCorrelationIdIdentifiesEachRequestByItsBody() throws Exception {
    var request = client.properties().correlationId("1").build();
    var ada = client.send(CREATE, request, body("ada"));
    var bob = client.send(CREATE, request, body("bob"));
    assertEquals(bob.body(), answered(CREATE, request, body("bob")).body());
    assertEquals(ada.body(), answered(CREATE, request, body("ada")).body());
    assertEquals(2, accounts());
  }

  @Test
  void theSameCorrelationIdOfAnotherReplyQueueIsAnotherRequest() throws Exception {
    try (var other = new TestClient(connection)) {
      var request = client.properties().build();
      client.send(CREATE, request, body("ada")).data();
      redeliver(CREATE, request.builder().replyTo(other.replyQueue()).build(), body("ada"));
      assertUsernameTaken(marked(other.next()));
    }
  }

  @Test
  void theSameCorrelationIdOfAnotherCallerIsAnotherRequest() throws Exception {
    var token = service.adminToken();
    var request = client.properties().build();
    client.send(CREATE, request, body("ada")).data();
    assertUsernameTaken(
        answered(CREATE, request.builder().headers(Map.of("jwt", token)).build(), body("ada")));
  }

  @Test
  void aWriteWithoutCorrelationIdIsCarriedOutAgain() throws Exception {
    var request = client.properties().correlationId(null).build();
    client.send(CREATE, request, body("ada")).data();
    assertUsernameTaken(answered(CREATE, request, body("ada")));
    assertEquals(0, rows.count("stored_reply"));
  }

  @Test
  void aMessageIdIsFoundHoweverItComes() throws Exception {
    var request = client.properties().messageId("m").build();
    var first = client.send(CREATE, request, body("ada"));
    try (var other = new TestClient(connection)) {
      redeliver(CREATE, other.properties().messageId("m").build(), body("ada"));
      assertEquals(first.body(), marked(other.next()).body());
    }
    assertEquals(1, accounts());
  }

  @Test
  void aReadAndARefusalSayThatTheyWereRedelivered() throws Exception {
    var read = answered("RequestPublicKeys", client.properties().build(), "{}");
    assertEquals(1, read.data().get("keys").size());
    assertInvalidFields(
        "{user_id: ['is required']}",
        answered("RequestUsername", client.properties().build(), "{}"));
  }

  @Test
  void aPasswordUpdateThatWasCarriedOutGetsItsReplyAgain() throws Exception {
    client.send(CREATE, client.properties().build(), body("ada")).data();
    var passwords = "\"old_password\": \"%s\", \"new_password\": \"staple of another horse\"";
    var update = "{\"username\": \"ada\", " + passwords.formatted(TestService.PASSWORD) + "}";
    var request = client.properties().build();
    client.send("RequestAccountPasswordUpdate", request, update).data();
    assertTrue(answered("RequestAccountPasswordUpdate", request, update).data().isNull());
    assertEquals(
        2,
        rows.one(Integer.class, "select password_version from account where username_key = 'ada'"));
  }

  @Test
  void aWriteThatIsDeliveredAgainIsRecordedOnce() throws Exception {
    rows.change("delete from audit_entry");
    var request = client.properties().build();
    client.send(CREATE, request, body("ada")).data();
    answered(CREATE, request, body("ada")).data();
    assertEquals(1, rows.count("audit_entry"));
  }

  @Test
  void aLoginIsCarriedOutAgain() throws Exception {
    var request = client.properties().messageId("m").build();
    var body =
        "{\"username\": \"admin\", \"password\": \"%s\"}".formatted(TestService.ADMIN_PASSWORD);
    var first = client.send("RequestLoginToken", request, body).data();
    var second = answered("RequestLoginToken", request, body).data();
    assertNotEquals(first, second);
    for (var token : new String[] {first.textValue(), second.textValue()}) {
      service.client().call("RequestAccountData", Map.of(), token).data();
    }
    assertEquals(0, rows.count("stored_reply"));
  }
}
