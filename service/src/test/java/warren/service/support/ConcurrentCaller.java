package warren.service.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import warren.service.support.TestClient.Reply;

/** A caller with many requests in flight, which knows every reply to each of them. */
public final class ConcurrentCaller implements AutoCloseable {
  public static final String DIRECT = "amq.rabbitmq.reply-to";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Channel channel;
  private final String replyTo;
  private final Map<String, List<Reply>> replies = new ConcurrentHashMap<>();

  private ConcurrentCaller(Channel channel, String replyTo) throws IOException {
    this.channel = channel;
    this.replyTo = replyTo;
    channel.basicConsume(replyTo, true, (tag, reply) -> keep(reply), tag -> {});
  }

  /** One that is answered over a queue of its own. */
  public static ConcurrentCaller byQueue(Connection connection) throws IOException {
    var channel = connection.createChannel();
    return new ConcurrentCaller(channel, channel.queueDeclare().getQueue());
  }

  /** One that is answered without a queue. */
  public static ConcurrentCaller byDirectReply(Connection connection) throws IOException {
    return new ConcurrentCaller(connection.createChannel(), DIRECT);
  }

  private void keep(Delivery reply) throws IOException {
    of(reply.getProperties().getCorrelationId()).add(Reply.of(reply));
  }

  private List<Reply> of(String id) {
    return replies.computeIfAbsent(id, unseen -> new CopyOnWriteArrayList<>());
  }

  /** Sends a request, and returns its correlation id. */
  public String send(String operation, Map<String, ?> body) throws IOException {
    return send(operation, body, properties -> properties);
  }

  /** The same, with a token. */
  public String send(String operation, Map<String, ?> body, String token) throws IOException {
    return send(operation, body, properties -> properties.headers(Map.of("jwt", token)));
  }

  /** The same, with properties that are added or changed. */
  public String send(
      String operation, Map<String, ?> body, UnaryOperator<BasicProperties.Builder> also)
      throws IOException {
    return send(operation, json(body), properties -> also.apply(properties.builder()).build());
  }

  /** The same, with properties that only the wire can have, and any body. */
  public String send(String operation, byte[] body, UnaryOperator<BasicProperties> properties)
      throws IOException {
    var plain = properties().build();
    publish(operation, properties.apply(plain), body);
    return plain.getCorrelationId();
  }

  /** Properties as a well-behaved caller sets them. */
  public BasicProperties.Builder properties() {
    return new BasicProperties.Builder()
        .contentType("application/json")
        .correlationId(UUID.randomUUID().toString())
        .replyTo(replyTo);
  }

  /** Sends anything. */
  public void publish(String operation, BasicProperties properties, byte[] body)
      throws IOException {
    channel.basicPublish("", operation, true, properties, body);
  }

  private static byte[] json(Map<String, ?> body) throws JsonProcessingException {
    return JSON.writeValueAsBytes(body);
  }

  /** The reply address, as the broker generates it for direct replies. */
  public String replyTo() throws Exception {
    var peek = channel.queueDeclare().getQueue();
    channel.basicPublish(
        "", peek, new BasicProperties.Builder().replyTo(replyTo).build(), new byte[0]);
    var seen = new CompletableFuture<String>();
    var consumer =
        channel.basicConsume(
            peek,
            true,
            (tag, message) -> seen.complete(message.getProperties().getReplyTo()),
            tag -> {});
    try {
      return seen.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } finally {
      channel.basicCancel(consumer);
    }
  }

  /** The replies received so far. */
  public List<Reply> replies(String id) {
    return List.copyOf(of(id));
  }

  public boolean answered(Collection<String> ids) {
    return ids.stream().noneMatch(id -> of(id).isEmpty());
  }

  public void awaitReplies(Collection<String> ids) throws Exception {
    Await.until("all are answered", () -> answered(ids));
  }

  /** Waits for the first reply to a request, but not for further ones. */
  public Reply first(String id) throws Exception {
    awaitReplies(List.of(id));
    return DeclaredRefusals.bySome(of(id).get(0));
  }

  /** The only reply, waited for. */
  public Reply only(String id) throws Exception {
    awaitReplies(List.of(id));
    assertEquals(1, of(id).size(), () -> of(id).size() + " replies to " + id);
    return DeclaredRefusals.bySome(of(id).get(0));
  }

  /** Waits for the outcome of a request: {@code 200} or the code of the refusal. */
  public String outcome(String id) throws Exception {
    var answer = first(id);
    return answer.status() == 200 ? "200" : answer.body().at("/error/code").textValue();
  }

  /** How many of these requests had which outcome. */
  public Map<String, Long> outcomes(Collection<String> ids) throws Exception {
    Map<String, Long> outcomes = new HashMap<>();
    for (var id : ids) {
      outcomes.merge(outcome(id), 1L, Long::sum);
    }
    return outcomes;
  }

  /** Asserts that no request of all that were sent has had two replies so far. */
  public void assertNoDuplicateReplies() {
    replies.forEach(
        (id, all) -> assertTrue(all.size() <= 1, () -> all.size() + " replies to " + id));
  }

  /** Asserts that each was answered, and more than once only where it was delivered again. */
  public void assertAnsweredOnce(Collection<String> ids) {
    for (var id : ids) {
      var answers = replies(id);
      var again =
          answers.stream().filter(answer -> answer.headers().containsKey("redelivered")).count();
      assertFalse(answers.isEmpty(), "no reply to " + id);
      assertTrue(answers.size() - again <= 1, () -> answers.size() + " replies to " + id);
    }
  }

  @Override
  public void close() throws IOException {
    channel.abort();
  }
}
