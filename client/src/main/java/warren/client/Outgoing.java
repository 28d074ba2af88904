package warren.client;

import com.rabbitmq.client.AMQP;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.contracts.Headers;

/** A request to be sent: all parts of it that do not depend on the connection. */
final class Outgoing {
  final String operation;
  final byte[] body;
  final Map<String, Object> headers;
  final @Nullable String messageId;
  final Duration timeout;

  Outgoing(
      String operation,
      byte[] body,
      Map<String, Object> headers,
      @Nullable String messageId,
      Duration timeout) {
    this.operation = operation;
    this.body = body;
    this.headers = headers;
    this.messageId = messageId;
    this.timeout = timeout;
  }

  long timeoutMs() {
    return timeout.toMillis();
  }

  /**
   * The properties of the message.
   *
   * @param user the broker user of the connection; null if it is not known
   * @param restMs the time until the timeout
   */
  AMQP.BasicProperties properties(
      String correlationId, String replyTo, @Nullable String user, long restMs) {
    return new AMQP.BasicProperties.Builder()
        // the address depends on the user; the broker closes the channel on a wrong one
        .userId(headers.containsKey(Headers.CLIENT_IP) ? user : null)
        .contentType("application/json")
        .correlationId(correlationId)
        .replyTo(replyTo)
        .messageId(messageId)
        .expiration(Long.toString(restMs))
        .headers(headers)
        .build();
  }
}
