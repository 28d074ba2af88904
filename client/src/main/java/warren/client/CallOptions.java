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

/** The options of a call: all parts of a request except its body. Immutable. */
record CallOptions(
    Duration timeout,
    boolean deadlines,
    Supplier<@Nullable String> traceparent,
    @Nullable Secret token,
    @Nullable String messageId,
    @Nullable String clientIp) {

  /** The maximum duration of a call. */
  private static final Duration LONGEST = Duration.ofDays(1);

  CallOptions {
    if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a timeout is 1 ms to a day, not " + timeout);
    }
    if (messageId != null
        && messageId.codePointCount(0, messageId.length()) > Headers.MAX_MESSAGE_ID) {
      throw new IllegalArgumentException(
          "a message id has at most " + Headers.MAX_MESSAGE_ID + " characters");
    }
    if (messageId != null && messageId.getBytes(UTF_8).length > Headers.MAX_MESSAGE_ID_BYTES) {
      throw new IllegalArgumentException(
          "a message id has at most " + Headers.MAX_MESSAGE_ID_BYTES + " bytes in UTF-8");
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

  CallOptions withToken(Secret changed) {
    return new CallOptions(timeout, deadlines, traceparent, changed, messageId, clientIp);
  }

  CallOptions withTimeout(Duration changed) {
    return new CallOptions(changed, deadlines, traceparent, token, messageId, clientIp);
  }

  CallOptions withMessageId(String changed) {
    return new CallOptions(timeout, deadlines, traceparent, token, changed, clientIp);
  }

  CallOptions withClientIp(String changed) {
    return new CallOptions(timeout, deadlines, traceparent, token, messageId, changed);
  }

  CallOptions withDeadlines() {
    return new CallOptions(timeout, true, traceparent, token, messageId, clientIp);
  }

  CallOptions withTraceparent(Supplier<@Nullable String> changed) {
    return new CallOptions(timeout, deadlines, changed, token, messageId, clientIp);
  }
}
