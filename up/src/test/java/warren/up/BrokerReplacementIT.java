package warren.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.ConnectionFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.contracts.catalogue.Catalogue;
import warren.local.PrivateBroker;

/** {@code up} on broker data that its release of RabbitMQ cannot read. */
final class BrokerReplacementIT {
  private static final int REQUESTS = 3;

  @Test
  void upStartsWithNewDataAndReportsTheLostRequests(@TempDir Path folder) throws Exception {
    var data = folder.toRealPath().resolve("broker");
    leaveRequests(data);
    assertEquals(Integer.toString(REQUESTS), Files.readString(data.resolve("unanswered")));

    Files.writeString(data.resolve("version"), "99.0.0");
    try (var up = Launched.start(options(folder)).awaitUp()) {
      var warning =
          Pattern.compile(
              "RabbitMQ \\S+ cannot read the broker data of RabbitMQ 99\\.0\\.0 and starts with new"
                  + " data; the old data is retained in (\\S+)\\. Unanswered requests lost: 3\\.");
      var seen = warning.matcher(up.err());
      assertTrue(seen.find(), up::output);
      assertTrue(Files.isDirectory(Path.of(seen.group(1))), seen.group());
      up.signal("TERM");
      assertEquals(0, up.exit(), up::output);
    }
    // stopped in order, and all requests were answered
    assertEquals("0", Files.readString(data.resolve("unanswered")));
  }

  private static String[] options(Path folder) {
    return new String[] {
      "up", "--amqp-port=0", "--health-port=0", "--no-gateway", "--data", folder.toString()
    };
  }

  private static void leaveRequests(Path data) throws Exception {
    try (var broker = PrivateBroker.start(data, 0, List.of())) {
      var factory = new ConnectionFactory();
      factory.setUri(broker.uri());
      try (var connection = factory.newConnection()) {
        var channel = connection.createChannel();
        channel.confirmSelect();
        for (var queue : Catalogue.names()) {
          channel.queueDeclare(queue, true, false, false, null);
        }
        for (var i = 0; i < REQUESTS; i++) {
          channel.basicPublish("", "RequestPublicKeys", null, "{}".getBytes(UTF_8));
        }
        channel.waitForConfirmsOrDie(60_000);
      }
      new UnansweredRequests(broker).close();
    }
  }
}
