package warren.service.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.AlreadyClosedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import warren.service.events.EventListener.Event;
import warren.service.store.Sha256;
import warren.service.support.Await;
import warren.service.support.Program;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestServers;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Events are stored until they are published. */
@WarrenTest
class EventOutboxIT {
  private static final String EXCHANGE = "events";
  private static final Map<String, String> ON = Map.of("WARREN_EVENTS_EXCHANGE", EXCHANGE);

  private static List<String> types(List<Event> events) {
    return events.stream().map(Event::routingKey).toList();
  }

  @Test
  void eventsOfAKilledProcessArePublishedByTheNext() throws Exception {
    var place = TestServers.take();
    try (var connection = TestService.connect(place.amqpUri());
        var client = new TestClient(connection);
        var database = Jdbi.create(place.dbUrl(), place.dbUser(), place.dbPassword()).open()) {
      String id;
      try (var program = Program.start(TestService.settings(place, ON), "serve")) {
        program.awaitPrinted("Warren is ready.");
        // only one process publishes at a time: this lock simulates another one
        database.begin();
        var lock = ByteBuffer.wrap(Sha256.of("outbox")).getLong();
        database.select("select pg_advisory_xact_lock(?)", lock).mapTo(String.class).list();
        id =
            client
                .call(
                    "RequestAccountCreate",
                    Map.of("username", "ada", "password", TestService.PASSWORD))
                .data()
                .get("user-id")
                .textValue();
        program.kill();
      }
      try (var heard = new EventListener(connection, EXCHANGE)) {
        database.rollback();
        try (var next = TestService.start(place, ON)) {
          assertEquals(List.of("account.created"), types(heard.await(id, 1)));
          Await.until("it is kept no longer", () -> new Rows(next).count("outbox") == 0);
        }
      }
    }
  }

  @WarrenTest(settings = "WARREN_EVENTS_EXCHANGE=" + EXCHANGE, scope = Scope.TEST)
  @Test
  void anExchangeThatWasDeletedIsDeclaredAgain(TestService there, Rows rows) throws Exception {
    there.account("before");
    Await.until("it is published", () -> rows.count("outbox") == 0);
    there.client().channel().exchangeDelete(EXCHANGE);
    there.account("ada");
    Await.until(
        "the exchange is there again",
        () -> {
          try (var channel = there.connection().createChannel()) {
            channel.exchangeDeclarePassive(EXCHANGE);
            return true;
          } catch (IOException | AlreadyClosedException e) {
            return false;
          }
        });
    try (var heard = new EventListener(there.connection(), EXCHANGE)) {
      var next = there.account("bob");
      assertEquals(List.of("account.created"), types(heard.await(next, 1)));
    }
    Await.until("nothing is kept", () -> rows.count("outbox") == 0);
  }

  @Test
  void eventsAreStoredOnlyIfTheExchangeIsConfigured(TestService off, Rows rows) throws Exception {
    off.account("ada");
    assertEquals(0, rows.count("outbox"));
  }
}
