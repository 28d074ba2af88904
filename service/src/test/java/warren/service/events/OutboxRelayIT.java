package warren.service.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import warren.contracts.events.DomainEvent;
import warren.service.config.Settings;
import warren.service.store.Store;
import warren.service.support.Await;
import warren.service.support.Rows;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** The order in which events are passed to the broker. */
class OutboxRelayIT {
  private final List<List<String>> published = new CopyOnWriteArrayList<>();

  @Test
  void anEventIsPublishedOnlyAfterTheConfirmOfThePrecedingEventOfItsSubject() throws Exception {
    publish(List.of("ada 1", "bob 1", "ada 2", "ada 3", "bob 2"), Integer.MAX_VALUE);

    assertEquals(
        List.of(List.of("ada 1", "bob 1"), List.of("ada 2"), List.of("ada 3", "bob 2")), published);
  }

  @Test
  void aConfirmedEventIsNotPublishedAgainAfterAFailureOfALaterOne() throws Exception {
    publish(List.of("ada 1", "ada 2", "ada 3"), 2);

    assertEquals(
        List.of(List.of("ada 1"), List.of("ada 2"), List.of("ada 2"), List.of("ada 3")), published);
  }

  /** Publishes events, which are named by subject and type; the call with this number fails. */
  private void publish(List<String> events, int failure) throws Exception {
    var place = TestServers.take();
    var settings = Settings.of(TestService.settings(place, Map.of()));
    var rows = new Rows(place);
    try (var store = new Store(settings.database(), Clock.systemUTC())) {
      for (var event : events) {
        var words = event.split(" ", -1);
        rows.change(
            "insert into outbox (event_id, type, at, subject) values (?, ?, now(), ?)",
            UUID.randomUUID(),
            words[1],
            words[0]);
      }
      try (var relay = new OutboxRelay(store, batch -> add(batch) != failure)) {
        relay.start();
        Await.until("all events are published", () -> rows.count("outbox") == 0);
      }
    }
  }

  private int add(List<DomainEvent> batch) {
    published.add(batch.stream().map(event -> event.subject() + " " + event.type()).toList());
    return published.size();
  }
}
