package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.HashMap;
import java.util.Map;
import warren.contracts.Headers;
import warren.service.rpc.Response;

/** The properties and headers of a reply. */
final class ReplyProperties {
  private static final int TRANSIENT = 1;

  private ReplyProperties() {}

  static BasicProperties of(Response response) {
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
    return new BasicProperties.Builder()
        .contentType("application/json")
        .type(response.type())
        .correlationId(response.correlationId())
        .deliveryMode(TRANSIENT)
        .headers(headers)
        .build();
  }
}
