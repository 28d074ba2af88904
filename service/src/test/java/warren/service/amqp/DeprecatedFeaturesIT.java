package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.local.PrivateBroker;
import warren.service.support.ConcurrentCaller;
import warren.service.support.TestServers;
import warren.service.support.TestServers.Place;
import warren.service.support.TestService;

/** A broker that refuses its deprecated features, as a later release will. */
@Tag("rabbitmq4")
class DeprecatedFeaturesIT {
  private static final List<String> DEPRECATED =
      List.of(
          "amqp_address_v1",
          "classic_queue_mirroring",
          "global_qos",
          "management_metrics_collection",
          "queue_master_locator",
          "ram_node_type",
          "transient_nonexcl_queues");

  private static final Map<String, String> SETTINGS =
      Map.of("WARREN_LEGACY_EXCHANGE", "legacy", "WARREN_EVENTS_EXCHANGE", "events");

  @Test
  void serviceAndClientsUseNoneOfThem(@TempDir Path folder) throws Exception {
    var denied =
        DEPRECATED.stream()
            .map(feature -> "deprecated_features.permit." + feature + " = false\n")
            .collect(Collectors.joining());
    Files.writeString(
        Files.createDirectory(folder.resolve("conf.d")).resolve("denied.conf"), denied);
    var database = TestServers.take();
    try (var broker = PrivateBroker.start(folder, 0, List.of())) {
      var place =
          new Place(broker.uri(), database.dbUrl(), database.dbUser(), database.dbPassword());
      assertTransientQueuesAreRefused(place);
      try (var service = TestService.start(place, SETTINGS)) {
        assertReplies(ConcurrentCaller.byDirectReply(service.connection()));
        assertReplies(ConcurrentCaller.byQueue(service.connection()));
        service.assertAllSettled();
      }
    }
  }

  private static void assertTransientQueuesAreRefused(Place place) throws Exception {
    var connection = TestService.connect(place.amqpUri());
    var channel = connection.createChannel();
    assertThrows(
        IOException.class, () -> channel.queueDeclare("transient", false, false, false, null));
    // the broker has closed it
    connection.abort();
  }

  private static void assertReplies(ConcurrentCaller caller) throws Exception {
    try (caller) {
      assertEquals(200, caller.first(caller.send("RequestServiceStatus", Map.of())).status());
    }
  }
}
