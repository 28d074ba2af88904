package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import warren.contracts.catalogue.LegacyExchange;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.Json;
import warren.service.support.Await;
import warren.service.support.DeclaredRefusals;
import warren.service.support.TestClient;
import warren.service.support.TestClient.Reply;

/**
 * A caller of the original protocol: it publishes to an exchange, never sets {@code reply_to}, and
 * has one queue that is bound to the names of all responses.
 */
final class LegacyCaller implements AutoCloseable {
  private final Channel channel;
  private final String exchange;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  /** A reply, and the name by which it came. */
  record Heard(String name, Reply answer) {}

  /** One that finds the exchange declared. */
  LegacyCaller(Connection connection, String exchange) throws IOException {
    this.channel = connection.createChannel();
    this.exchange = exchange;
    var queue = channel.queueDeclare().getQueue();
    for (var name : LegacyExchange.OPERATIONS.stream().map(Operation::replyName).toList()) {
      channel.queueBind(queue, exchange, name);
    }
    channel.basicConsume(queue, true, (tag, reply) -> heard.add(heard(reply)), tag -> {});
  }

  private static Heard heard(Delivery reply) throws IOException {
    return new Heard(reply.getEnvelope().getRoutingKey(), Reply.of(reply));
  }

  /** The one reply to a request. */
  Reply call(String operation, Map<String, ?> body, @Nullable String token) throws Exception {
    var id = publish(operation, body, token, properties -> properties);
    return DeclaredRefusals.by(operation, await(id, 1).get(0).answer());
  }

  /** Sends a request, and returns its correlation id. */
  String publish(
      String operation,
      Map<String, ?> body,
      @Nullable String token,
      UnaryOperator<BasicProperties.Builder> also)
      throws IOException {
    var id = UUID.randomUUID().toString();
    var properties =
        new BasicProperties.Builder().contentType("application/json").correlationId(id);
    if (token != null) {
      properties.headers(Map.of("jwt", token));
    }
    channel.basicPublish(exchange, operation, also.apply(properties).build(), Json.write(body));
    return id;
  }

  /** So many replies to a request, waited for. */
  List<Heard> await(String id, int count) throws Exception {
    Await.until(count + " replies to " + id, () -> of(id).size() >= count);
    return of(id);
  }

  List<Heard> of(String id) {
    return heard.stream()
        .filter(reply -> id.equals(reply.answer().properties().getCorrelationId()))
        .toList();
  }

  /** How many replies it has heard. */
  int count() {
    return heard.size();
  }

  /** Whether anything is bound to the exchange under that name. */
  boolean reaches(String name) throws Exception {
    var returned = new CopyOnWriteArrayList<String>();
    channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
    channel.confirmSelect();
    channel.basicPublish(exchange, name, true, null, "no request".getBytes(StandardCharsets.UTF_8));
    channel.waitForConfirmsOrDie(TestClient.PATIENCE.toMillis());
    return returned.isEmpty();
  }

  @Override
  public void close() throws IOException {
    channel.abort();
  }
}
