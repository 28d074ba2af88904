package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.contracts.Headers;
import warren.contracts.catalogue.LegacyExchange;
import warren.contracts.catalogue.Operation;
import warren.service.rpc.Response;

/** The properties and headers of a reply. */
final class ReplyProperties {
  private static final int TRANSIENT = 1;

  /**
   * RabbitMQ's sender-selected distribution: further routing keys, which are removed from the
   * message.
   */
  private static final String BLIND_COPIES = "BCC";

  private ReplyProperties() {}

  /**
   * The properties of a reply.
   *
   * @param sender the service's broker user, which the broker verifies; null if it is not known
   */
  static BasicProperties of(Response response, @Nullable String sender) {
    Map<String, Object> headers = new HashMap<>();
    headers.put(Headers.STATUS_CODE, response.status());
    headers.put(Headers.STATUS_MESSAGE, response.message());
    headers.put(Headers.PROCESSING_TIME_NS, response.processingTimeNs());
    if (response.redelivered()) {
      headers.put(Headers.REDELIVERED, true);
    }
    if (response.traceparent() != null) {
      headers.put(Headers.TRACEPARENT, response.traceparent());
    }
    if (!response.ignoredFields().isEmpty()) {
      headers.put(Headers.IGNORED_FIELDS, response.ignoredFields());
    }
    if (response.longCorrelationId() != null) {
      headers.put(Headers.LONG_CORRELATION_ID, response.longCorrelationId());
    }
    return new BasicProperties.Builder()
        .contentType("application/json")
        .type(response.type())
        .userId(sender)
        .correlationId(response.correlationId())
        .deliveryMode(TRANSIENT)
        .headers(headers)
        .build();
  }

  /** The same, for the legacy exchange, on which some replies have further names. */
  static BasicProperties withFurtherNames(BasicProperties properties, Operation<?, ?> operation) {
    var names = LegacyExchange.furtherReplyNames(operation);
    if (names.isEmpty()) {
      return properties;
    }
    Map<String, Object> headers = new HashMap<>(properties.getHeaders());
    headers.put(BLIND_COPIES, names);
    return properties.builder().headers(headers).build();
  }
}
