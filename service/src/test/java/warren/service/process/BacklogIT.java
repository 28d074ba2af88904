package warren.service.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.Program;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** A service that starts with a small heap while a million requests wait. */
@Tag("size")
class BacklogIT {
  private static final String QUEUE = "RequestUsername";
  private static final String ANSWERS = "answers";
  private static final int LIVE = 100_000;

  /** The number of expired requests before each live one. */
  private static final int EXPIRED = 9;

  private static final int CONFIRM_EVERY = 10_000;

  private final TestServers.Place place = TestServers.take();

  private String account() throws Exception {
    try (var service = TestService.start(place, Map.of())) {
      return service.account("ada");
    }
  }

  private static void publish(Channel channel, byte[] body) throws Exception {
    var live = new BasicProperties.Builder().replyTo(ANSWERS).build();
    var expired = live.builder().expiration("1").build();
    for (var i = 1; i <= LIVE; i++) {
      for (var j = 0; j < EXPIRED; j++) {
        channel.basicPublish("", QUEUE, expired, body);
      }
      channel.basicPublish("", QUEUE, live, body);
      if (i % CONFIRM_EVERY == 0) {
        channel.waitForConfirmsOrDie(Await.PATIENCE.toMillis());
      }
    }
  }

  @Test
  void aServiceAnswersAllRequestsThatHaveNotExpired() throws Exception {
    var body = "{\"user_id\":\"%s\"}".formatted(account()).getBytes(UTF_8);
    Map<String, String> settings = new HashMap<>();
    settings.put("JAVA_TOOL_OPTIONS", "-Xmx128m -XX:+ExitOnOutOfMemoryError");
    try (var connection = TestService.connect(place.amqpUri());
        var channel = connection.createChannel()) {
      channel.queueDeclare(ANSWERS, true, false, false, null);
      channel.confirmSelect();
      publish(channel, body);

      try (var program = Program.start(TestService.settings(place, settings), "serve")) {
        program.awaitPrinted("Warren is ready.");
        for (var part = LIVE / 10; part <= LIVE; part += LIVE / 10) {
          var answers = part;
          Await.until(
              answers + " requests are answered", () -> channel.messageCount(ANSWERS) >= answers);
        }
        assertEquals(0, channel.messageCount(QUEUE));
        assertEquals(LIVE, channel.messageCount(ANSWERS));
      }
    }
  }
}
