package warren.service.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import warren.service.support.Await;
import warren.service.support.SchemaAssertions;

/** Hears everything that is published to a topic exchange. */
final class EventListener implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Channel channel;
  private final List<Event> events = new CopyOnWriteArrayList<>();

  /** An event as it came. */
  record Event(String routingKey, BasicProperties properties, JsonNode body) {
    String subject() {
      return body.get("subject").textValue();
    }

    String id() {
      return body.get("event_id").textValue();
    }
  }

  EventListener(Connection connection, String exchange) throws IOException {
    channel = connection.createChannel();
    var queue = channel.queueDeclare().getQueue();
    channel.queueBind(queue, exchange, "#");
    channel.basicConsume(queue, true, (tag, event) -> events.add(event(event)), tag -> {});
  }

  private static Event event(Delivery event) throws IOException {
    return new Event(
        event.getEnvelope().getRoutingKey(), event.getProperties(), JSON.readTree(event.getBody()));
  }

  /** The events received so far. */
  List<Event> events() {
    return List.copyOf(events);
  }

  /** Those about one subject. */
  List<Event> about(String subject) {
    return events.stream().filter(event -> event.subject().equals(subject)).toList();
  }

  /** So many about one subject, waited for. */
  List<Event> await(String subject, int count) throws Exception {
    Await.until(count + " events about " + subject, () -> about(subject).size() >= count);
    var about = about(subject);
    about.forEach(event -> SchemaAssertions.assertEvent(event.body()));
    return about;
  }

  @Override
  public void close() throws IOException {
    channel.abort();
  }
}
