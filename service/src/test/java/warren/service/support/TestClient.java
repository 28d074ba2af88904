package warren.service.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A caller that can send anything, and sees everything of a reply. Used by one thread. */
public final class TestClient implements AutoCloseable {
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Channel channel;
  private final String replyQueue;
  private final BlockingQueue<Delivery> replies = new LinkedBlockingQueue<>();

  public TestClient(Connection connection) throws IOException {
    channel = connection.createChannel();
    replyQueue = channel.queueDeclare().getQueue();
    channel.basicConsume(replyQueue, true, (tag, reply) -> replies.add(reply), tag -> {});
  }

  /** A reply: its properties, its headers with texts as String, and its body. */
  public record Reply(BasicProperties properties, Map<String, Object> headers, JsonNode body) {
    public int status() {
      return (int) header("status_code");
    }

    public Object header(String name) {
      return assertNotNull2(headers.get(name), name);
    }

    public JsonNode data() {
      assertEquals(200, status(), body.toString());
      return body.get("data");
    }

    public @Nullable String code() {
      return body.path("error").path("code").textValue();
    }

    public static Reply of(Delivery reply) throws IOException {
      Map<String, Object> headers = new HashMap<>();
      reply
          .getProperties()
          .getHeaders()
          .forEach(
              (name, value) ->
                  headers.put(
                      name,
                      value instanceof Number || value instanceof Boolean ? value : value + ""));
      return new Reply(reply.getProperties(), headers, JSON.readTree(reply.getBody()));
    }

    private static Object assertNotNull2(@Nullable Object value, String name) {
      assertNotNull(value, name);
      return value;
    }
  }

  public String replyQueue() {
    return replyQueue;
  }

  public Channel channel() {
    return channel;
  }

  /** Properties as a well-behaved caller sets them. */
  public BasicProperties.Builder properties() {
    return new BasicProperties.Builder()
        .contentType("application/json")
        .correlationId(UUID.randomUUID().toString())
        .replyTo(replyQueue);
  }

  /** Properties for a client address, with the user id that the broker validates. */
  public BasicProperties.Builder propertiesFrom(Object clientIp, @Nullable String token) {
    return properties()
        .userId(TestBroker.USER)
        .headers(
            token == null
                ? Map.of("client_ip", clientIp)
                : Map.of("client_ip", clientIp, "jwt", token));
  }

  /** Sends a request as a well-behaved caller would, and waits for its reply. */
  public Reply call(String operation, Map<String, ?> body, @Nullable String token)
      throws Exception {
    var properties = properties();
    if (token != null) {
      properties.headers(Map.of("jwt", token));
    }
    return send(operation, properties.build(), body);
  }

  public Reply call(String operation, Map<String, ?> body) throws Exception {
    return call(operation, body, null);
  }

  /** Sends anything, and waits for the one reply. */
  public Reply send(String operation, BasicProperties properties, byte[] body) throws Exception {
    publish(operation, properties, body);
    return DeclaredRefusals.by(operation, next());
  }

  public Reply send(String operation, BasicProperties properties, String body) throws Exception {
    return send(operation, properties, body.getBytes(StandardCharsets.UTF_8));
  }

  public Reply send(String operation, BasicProperties properties, Map<String, ?> body)
      throws Exception {
    return send(operation, properties, JSON.writeValueAsBytes(body));
  }

  public void publish(String operation, BasicProperties properties, byte[] body)
      throws IOException {
    channel.basicPublish("", operation, true, properties, body);
  }

  /** Whether there is an unread reply. */
  public boolean hasNext() {
    return !replies.isEmpty();
  }

  /** The next reply, waited for. */
  public Reply next() throws Exception {
    var reply = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(reply, "no reply came");
    return DeclaredRefusals.bySome(Reply.of(reply));
  }

  /** Asserts that earlier requests got no reply: the next one answers a later request. */
  public void assertNoReplyBefore(String operation) throws Exception {
    var properties = properties().build();
    var answer = send(operation, properties, "{}");
    assertEquals(properties.getCorrelationId(), answer.properties().getCorrelationId());
    assertNull(replies.peek());
  }

  @Override
  public void close() throws IOException {
    channel.abort();
  }
}
