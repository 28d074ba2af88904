package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.LegacyExchange;
import warren.contracts.json.Json;
import warren.service.support.Await;
import warren.service.support.TestServers;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Callers of the older kind, who know an exchange and no {@code reply_to}. */
@WarrenTest(settings = "WARREN_LEGACY_EXCHANGE=rapid", scope = Scope.CLASS)
class LegacyExchangeIT {
  private static final String EXCHANGE = "rapid";
  private static final Map<String, String> ON = Map.of("WARREN_LEGACY_EXCHANGE", EXCHANGE);

  private static TestService service;
  private static LegacyCaller older;

  @BeforeAll
  static void start(TestService running) throws Exception {
    service = running;
    older = new LegacyCaller(service.connection(), EXCHANGE);
  }

  private static Map<String, String> login(String username, String password) {
    return Map.of("username", username, "password", password);
  }

  private static String adminToken(LegacyCaller caller) throws Exception {
    return caller
        .call("RequestLoginToken", login("admin", TestService.ADMIN_PASSWORD), null)
        .data()
        .textValue();
  }

  @Test
  void aLegacyCallerLogsInAndReceivesTheReplyUnderTheNameOfTheResponse() throws Exception {
    var id =
        older.publish(
            "RequestLoginToken", login("admin", TestService.ADMIN_PASSWORD), null, p -> p);
    var heard = older.await(id, 1).get(0);
    assertEquals("ReturnAuthenticationToken", heard.name());
    assertEquals("ReturnAuthenticationToken", heard.answer().properties().getType());
    assertEquals("application/json", heard.answer().properties().getContentType());
    assertEquals(Integer.valueOf(200), heard.answer().header("status_code"));
    assertEquals("OK", heard.answer().header("status_message"));

    var own = older.call("RequestAccountData", Map.of(), heard.answer().data().textValue());
    assertEquals("admin", own.data().get("username").textValue());
  }

  @Test
  void aRefusalIsPublishedAsAReply() throws Exception {
    var refused = older.call("RequestAccountData", Map.of(), null);
    assertEquals(401, refused.status());
    assertEquals("unauthenticated", refused.code());
  }

  @Test
  void aUsernameIsPublishedUnderBothNames() throws Exception {
    var body = Map.of("user_id", service.account("ada"));
    var heard = older.await(older.publish("RequestUsername", body, null, p -> p), 1);
    // one queue that is bound to both names gets it once
    assertEquals(1, heard.size());
    try (var original = service.connection().createChannel()) {
      var queue = original.queueDeclare().getQueue();
      original.queueBind(queue, EXCHANGE, "ReturnAllFlagged");
      var id = older.publish("RequestUsername", body, null, p -> p);
      Await.until("it comes as the original has it", () -> original.messageCount(queue) == 1);
      var reply = original.basicGet(queue, true);
      assertEquals(id, reply.getProps().getCorrelationId());
      assertEquals("ReturnUsername", reply.getProps().getType());
      assertFalse(reply.getProps().getHeaders().containsKey("BCC"));
    }
  }

  @Test
  void exactlyTheOriginalOperationsAreBound() throws Exception {
    Set<String> reached =
        Catalogue.names().stream()
            .filter(
                name -> {
                  try {
                    return older.reaches(name);
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                })
            .collect(Collectors.toSet());
    assertEquals(
        LegacyExchange.OPERATIONS.stream().map(o -> o.name()).collect(Collectors.toSet()), reached);
    assertEquals(13, reached.size());
  }

  @Test
  void replyToComesFirst() throws Exception {
    var id =
        older.publish(
            "RequestUsername",
            Map.of("user_id", service.account("bob")),
            null,
            properties -> properties.replyTo(service.client().replyQueue()));
    assertEquals(id, service.client().next().properties().getCorrelationId());
    assertEquals(List.of(), older.of(id));
  }

  @Test
  void aRequestWithoutACorrelationIdGetsNoReply() throws Exception {
    var before = older.count();
    older.publish(
        "RequestAccountCreate",
        login("silent", TestService.PASSWORD),
        null,
        properties -> properties.correlationId(null));
    Await.until("it is carried out", () -> service.usernames().contains("silent"));
    older.call("RequestAccountData", Map.of(), null);
    assertEquals(before + 1, older.count());
  }

  @Test
  void requestsFromOtherExchangesGetNoReplyOnTheLegacyExchange() throws Exception {
    var properties = new BasicProperties.Builder().correlationId("by-the-queue").build();
    var body = Json.write(login("elsewhere", TestService.PASSWORD));
    service.client().publish("RequestAccountCreate", properties, body);
    Await.until("it is carried out", () -> service.usernames().contains("elsewhere"));
    older.call("RequestAccountCreate", login("here", TestService.PASSWORD), null);
    assertEquals(List.of(), older.of("by-the-queue"));
  }

  @Test
  void twoServicesReplyOnce() throws Exception {
    try (var second = service.second()) {
      var before = service.answers("RequestAllFlagged") + second.answers("RequestAllFlagged");
      var token = adminToken(older);
      for (var i = 0; i < 50; i++) {
        assertEquals(200, older.call("RequestAllFlagged", Map.of(), token).status());
      }
      assertEquals(
          50, service.answers("RequestAllFlagged") + second.answers("RequestAllFlagged") - before);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExchangeThatExistsIsUsedAsItIs(boolean durable) throws Exception {
    var place = TestServers.take();
    try (var connection = TestService.connect(place.amqpUri())) {
      connection.createChannel().exchangeDeclare(EXCHANGE, "direct", durable);
      try (var there = TestService.start(place, ON);
          var caller = new LegacyCaller(connection, EXCHANGE)) {
        assertEquals(200, caller.call("RequestAllFlagged", Map.of(), adminToken(caller)).status());
        connection.createChannel().exchangeDeclare(EXCHANGE, "direct", durable);
        there.assertAllSettled();
      }
    }
  }

  @Test
  void oneThatWasDeletedComesBackWithTheNextStart() throws Exception {
    try (var there = TestService.start(ON)) {
      var channel = there.connection().createChannel();
      channel.exchangeDeclare(EXCHANGE, "direct", false);
      channel.exchangeDelete(EXCHANGE);
      try (var restarted = there.second();
          var caller = new LegacyCaller(there.connection(), EXCHANGE)) {
        assertEquals(200, caller.call("RequestAllFlagged", Map.of(), adminToken(caller)).status());
        assertEquals(0, restarted.waiting());
      }
    }
  }

  @Test
  void withoutTheSettingNoExchangeIsDeclaredAndNoQueueIsBound() throws Exception {
    try (var off = TestService.start(Map.of())) {
      var channel = off.connection().createChannel();
      assertThrows(IOException.class, () -> channel.exchangeDeclarePassive(EXCHANGE));
      var own = off.connection().createChannel();
      own.exchangeDeclare(EXCHANGE, "direct", false);
      try (var caller = new LegacyCaller(off.connection(), EXCHANGE)) {
        assertFalse(caller.reaches("RequestLoginToken"));
        own.queueBind("RequestAllFlagged", EXCHANGE, "RequestAllFlagged");
        assertTrue(caller.reaches("RequestAllFlagged"));
        caller.publish("RequestAllFlagged", Map.of(), null, p -> p);
        Await.until("both are answered", () -> off.answers("RequestAllFlagged") == 2);
        assertEquals(0, caller.count());
      }
      off.assertAllSettled();
    }
  }

  @Test
  void anUnroutableReplyIsDropped() throws Exception {
    try (var there = TestService.start(ON)) {
      var properties = new BasicProperties.Builder().correlationId("unheard").build();
      there
          .connection()
          .createChannel()
          .basicPublish(EXCHANGE, "RequestAllFlagged", properties, Json.write(Map.of()));
      Await.until("it is answered", () -> there.answers("RequestAllFlagged") == 1);
      assertNull(there.client().call("RequestServiceStatus", Map.of()).code());
      there.assertAllSettled();
    }
  }
}
