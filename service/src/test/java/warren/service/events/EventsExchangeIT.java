package warren.service.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.catalogue.AccountCatalogue;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;
import warren.contracts.catalogue.Operation;
import warren.contracts.events.EventType;
import warren.service.events.EventListener.Event;
import warren.service.support.BothServices;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Rows;
import warren.service.support.SampleRequests;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Domain events that the service publishes. */
@WarrenTest(settings = EventsExchangeIT.SETTING, scope = Scope.CLASS)
class EventsExchangeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXCHANGE = "events";
  static final String SETTING = "WARREN_EVENTS_EXCHANGE=" + EXCHANGE;

  private static TestService service;
  private static Rows rows;
  private static EventListener listener;
  private static SampleRequests samples;

  @BeforeAll
  static void start(TestService running) throws Exception {
    service = running;
    rows = new Rows(service);
    listener = new EventListener(service.connection(), EXCHANGE);
    samples = new SampleRequests(service);
  }

  private static List<String> types(List<Event> events) {
    return events.stream().map(Event::routingKey).toList();
  }

  static Stream<Operation<?, ?>> writes() {
    return Catalogue.OPERATIONS.stream().filter(o -> o.effect() == Effect.IDEMPOTENT);
  }

  /** Waits for all earlier events: they are published in order, and this one is the last. */
  private static void awaitEarlierEvents() throws Exception {
    listener.await(service.account("marker " + UUID.randomUUID()), 1);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteIsPublishedOnceAlthoughItIsRedelivered(Operation<?, ?> operation) throws Exception {
    var token = service.adminToken();
    var body = samples.of(operation);
    awaitEarlierEvents();
    var before = listener.events().size();
    var properties =
        service
            .client()
            .properties()
            .messageId(UUID.randomUUID().toString())
            .headers(Map.of("jwt", token))
            .build();
    var reply = service.client().send(operation.name(), properties, body.toString());
    service.client().send(operation.name(), properties, body.toString()).data();
    awaitEarlierEvents();

    var told = listener.events().subList(before, listener.events().size() - 1);
    assertEquals(1, told.size(), told.toString());
    var event = told.get(0);
    assertTrue(types(operation).contains(event.routingKey()), event.routingKey());
    assertEquals(subject(body, reply.data()), event.subject());
    assertEquals(properties.getCorrelationId(), event.body().get("correlation_id").textValue());
    var anonymous = operation.equals(AccountCatalogue.SIGN_UP);
    assertEquals(
        anonymous ? null : rows.account("admin").toString(), event.body().get("actor").textValue());
  }

  private static List<String> types(Operation<?, ?> operation) {
    return Stream.of(EventType.values())
        .filter(type -> operation.events().contains(type))
        .map(EventType::text)
        .toList();
  }

  /** The id of the subject of a request. */
  private static String subject(ObjectNode request, JsonNode data) {
    return Stream.of(request.get("user_id"), data.get("user-id"), request.get("id"), data.get("id"))
        .filter(id -> id != null)
        .findFirst()
        .map(id -> id.asText())
        .orElseGet(() -> rows.account("admin").toString());
  }

  @Test
  void aConcealedConflictIsPublishedForTheAccountThatHasTheAddress() throws Exception {
    var settings = Map.of("WARREN_EVENTS_EXCHANGE", EXCHANGE, "WARREN_REGISTRATION_PRIVACY", "on");
    try (var concealing = TestService.start(settings);
        var received = new EventListener(concealing.connection(), EXCHANGE)) {
      var ada = signUp(concealing, "ada").get("user-id").textValue();
      var never = signUp(concealing, "bob").get("user-id").textValue();
      assertEquals(
          List.of("account.created", "account.sign_up_repeated"), types(received.await(ada, 2)));
      assertEquals(List.of(), received.about(never));
    }
  }

  private static JsonNode signUp(TestService concealing, String username) throws Exception {
    var body =
        Map.of(
            "username",
            username,
            "password",
            TestService.PASSWORD,
            "user_email",
            "ada@example.org");
    return concealing.client().call("RequestSignUp", body).data();
  }

  @Test
  void anEventContainsExactlyTheseFields() throws Exception {
    var id = service.account("exact");
    var event = listener.await(id, 1).get(0);
    assertEquals("account.created", event.routingKey());
    assertEquals("account.created", event.properties().getType());
    assertEquals(event.id(), event.properties().getMessageId());
    assertEquals("application/json", event.properties().getContentType());
    assertEquals(2, event.properties().getDeliveryMode());
    var expected = JSON.createObjectNode();
    expected
        .put("event_id", event.id())
        .put("type", "account.created")
        .put("at", event.body().get("at").textValue())
        .put("subject", id)
        .putNull("actor")
        .put("correlation_id", event.body().get("correlation_id").textValue());
    assertEquals(expected, event.body());
  }

  @Test
  void refusedWritesAreNotPublished() throws Exception {
    service.account("twice");
    awaitEarlierEvents();
    var before = listener.events().size();
    var again = Map.of("username", "twice", "password", TestService.PASSWORD);
    assertEquals("username_taken", service.client().call("RequestAccountCreate", again).code());
    var ban = Map.of("user_id", UUID.randomUUID().toString(), "permanent", true);
    assertEquals(
        "unknown_account",
        service.client().call("RequestBanUser", ban, service.adminToken()).code());
    // events of the refused requests would have been published before this one
    listener.await(service.account("after"), 1);
    assertEquals(before + 1, listener.events().size());
  }

  @Test
  void aLogoutIsPublished() throws Exception {
    var id = service.account("leaver");
    var token = service.token("leaver", TestService.PASSWORD);
    service.client().call("RequestInvalidateLoginToken", Map.of(), token).data();
    service.client().call("RequestInvalidateLoginToken", Map.of(), token).data();
    listener.await(service.account("after-leaver"), 1);
    assertEquals(List.of("account.created", "session.revoked"), types(listener.about(id)));
  }

  @WarrenTest(settings = SETTING, processes = 2, scope = Scope.TEST)
  @Test
  void eventsOfAnAccountFromTwoServicesAreInOrder(BothServices both) throws Exception {
    var one = both.one();
    try (var heard = new EventListener(one.connection(), EXCHANGE);
        var caller = ConcurrentCaller.byQueue(one.connection())) {
      var id = one.account("busy");
      var token = one.adminToken();
      var ids =
          IntStream.range(0, 200)
              .mapToObj(
                  i -> {
                    try {
                      return caller.send("UpdateAccount", Map.of("user_id", id), token);
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                  })
              .toList();
      caller.awaitReplies(ids);
      assertTrue(both.other().answers("UpdateAccount") > 0);

      var told = heard.await(id, 201);
      assertEquals(201, told.size());
      var times = told.stream().map(event -> event.body().get("at").textValue()).toList();
      assertEquals(times.stream().sorted().toList(), times);
      assertEquals(201, new HashSet<>(told.stream().map(Event::id).toList()).size());
    }
  }
}
