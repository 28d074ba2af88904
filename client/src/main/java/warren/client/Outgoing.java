package warren.client;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
}
