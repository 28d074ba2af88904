package warren.service.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import warren.service.support.Await;

/** A queue whose requests a test reads and answers. */
final class StubService implements AutoCloseable {
  private final Channel channel;
  private final BlockingQueue<Delivery> requests = new LinkedBlockingQueue<>();

  StubService(Connection connection, String name) throws IOException {
    channel = connection.createChannel();
    channel.queueDeclare(name, false, false, true, null);
    channel.basicConsume(name, true, (tag, request) -> requests.add(request), tag -> {});
  }

  /** The next request, waited for. */
  Delivery next() throws InterruptedException {
    var request = requests.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(request, "no request came");
    return request;
  }

  /** Answers with the headers that a reply has. */
  void answer(Delivery request, int status, String body) throws IOException {
    answer(
        request,
        Map.of("status_code", status, "status_message", "said so", "processing_time_ns", 7L),
        body);
  }

  /** Answers with any headers. */
  void answer(Delivery request, Map<String, Object> headers, String body) throws IOException {
    answer(request, headers, body, null);
  }

  /** Answers successfully, with the broker user who sends it. */
  void answerAs(String user, Delivery request, String body) throws IOException {
    answer(
        request,
        Map.of("status_code", 200, "status_message", "OK", "processing_time_ns", 7L),
        body,
        user);
  }

  private void answer(
      Delivery request, Map<String, Object> headers, String body, @Nullable String user)
      throws IOException {
    var asked = request.getProperties();
    var properties =
        new BasicProperties.Builder()
            .correlationId(asked.getCorrelationId())
            .type("ReturnUsername")
            .userId(user)
            .headers(new HashMap<>(headers))
            .build();
    channel.basicPublish("", asked.getReplyTo(), properties, body.getBytes(UTF_8));
  }

  @Override
  public void close() throws IOException {
    channel.abort();
  }
}
