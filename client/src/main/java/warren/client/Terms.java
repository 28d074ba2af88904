package warren.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import warren.contracts.Headers;
import warren.contracts.Secret;

/** On which terms a caller calls: all that goes with a request beside its body. */
record Terms(
    Duration timeout,
    boolean deadlines,
    Supplier<@Nullable String> traceparent,
    @Nullable Secret token,
    @Nullable String messageId,
    @Nullable String clientIp) {

  /** The longest that a call may take: a day. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** What AMQP's short strings hold. */
  private static final int MAX_SHORT_BYTES = 255;

  Terms {
    if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a timeout is 1 ms to a day, not " + timeout);
    }
    if (messageId != null
        && messageId.codePointCount(0, messageId.length()) > Headers.MAX_MESSAGE_ID) {
      throw new IllegalArgumentException(
          "a message id has at most " + Headers.MAX_MESSAGE_ID + " characters");
    }
    if (messageId != null && messageId.getBytes(UTF_8).length > MAX_SHORT_BYTES) {
      throw new IllegalArgumentException(
          "a message id has at most " + MAX_SHORT_BYTES + " bytes in UTF-8");
    }
  }

  Outgoing request(String operation, byte[] body) {
    return new Outgoing(operation, body, headers(), messageId, timeout);
  }

  private Map<String, Object> headers() {
    Map<String, Object> headers = new HashMap<>();
    if (token != null) {
      headers.put(Headers.JWT, token.reveal());
    }
    if (clientIp != null) {
      headers.put(Headers.CLIENT_IP, clientIp);
    }
    if (deadlines) {
      headers.put(Headers.DEADLINE, Instant.now().plus(timeout).toEpochMilli());
    }
    var trace = traceparent.get();
    if (trace != null) {
      headers.put(Headers.TRACEPARENT, trace);
    }
    return headers;
  }

  Terms withToken(Secret changed) {
    return new Terms(timeout, deadlines, traceparent, changed, messageId, clientIp);
  }

  Terms withTimeout(Duration changed) {
    return new Terms(changed, deadlines, traceparent, token, messageId, clientIp);
  }

  Terms withMessageId(String changed) {
    return new Terms(timeout, deadlines, traceparent, token, changed, clientIp);
  }

  Terms withClientIp(String changed) {
    return new Terms(timeout, deadlines, traceparent, token, messageId, changed);
  }

  Terms withDeadlines() {
    return new Terms(timeout, true, traceparent, token, messageId, clientIp);
  }

  Terms withTraceparent(Supplier<@Nullable String> changed) {
    return new Terms(timeout, deadlines, changed, token, messageId, clientIp);
  }
}
