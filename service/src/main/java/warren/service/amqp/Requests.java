package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.Headers;
import warren.contracts.catalogue.Operation;
import warren.service.amqp.internals.LenientFrameHandlerFactory;
import warren.service.rpc.Request;

/** Converts a delivery into a request; never fails, whatever the sender has written. */
final class Requests {
  /** W3C Trace Context, 3.2: version, trace id, parent id and flags; neither id all zeros. */
  private static final Pattern TRACEPARENT =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final String NO_TOKEN = "";
  private static final String NO_DEADLINE = "";
  private static final int MAX_SHORT_STRING = 255;
  private static final int MAX_DEADLINE = 20;

  /** The longest IPv6 address: all digits, the last of them as an IPv4 address. */
  private static final int MAX_ADDRESS = 45;

  private static final int MAX_LONG_ID = 1024;

  private Requests() {}

  static Request of(
      Operation<?, ?> operation, Envelope envelope, BasicProperties properties, byte[] body) {
    Map<String, Object> headers =
        properties.getHeaders() == null ? Map.of() : properties.getHeaders();
    var longId = properties.getCorrelationId() == null ? longCorrelationId(headers) : null;
    return new Request(
        operation,
        new Request.Body(
            ValueSection.TYPE.equals(properties.getType()) ? ValueSection.content(body) : body),
        properties.getContentType(),
        properties.getContentEncoding(),
        token(headers.get(Headers.JWT)),
        longId == null ? echoable(properties.getCorrelationId()) : text(longId),
        longId,
        properties.getReplyTo(),
        messageId(properties.getMessageId(), headers),
        deadline(headers.get(Headers.DEADLINE)),
        clientIp(headers.get(Headers.CLIENT_IP)),
        properties.getUserId(),
        traceparent(headers.get(Headers.TRACEPARENT)),
        headers.containsKey(LenientFrameHandlerFactory.HEADERS_TOO_LARGE),
        envelope.isRedeliver(),
        System.nanoTime());
  }

  private static @Nullable String token(@Nullable Object header) {
    if (header == null) {
      return null;
    }
    if (header instanceof LongString text && text.length() <= Headers.MAX_TOKEN_BYTES) {
      return text.toString();
    }
    // from clients that write text as bytes, such as pika and a Node Buffer
    return header instanceof byte[] bytes && bytes.length <= Headers.MAX_TOKEN_BYTES
        ? new String(bytes, StandardCharsets.UTF_8)
        : NO_TOKEN;
  }

  /** The header, unless it is large; the empty text is not a valid deadline either. */
  private static @Nullable Object deadline(@Nullable Object header) {
    return header == null || header instanceof Number || isShort(header) ? header : NO_DEADLINE;
  }

  private static boolean isShort(Object header) {
    return header instanceof LongString text && text.length() <= MAX_DEADLINE;
  }

  private static @Nullable String clientIp(@Nullable Object header) {
    return header instanceof LongString text && text.length() <= MAX_ADDRESS
        ? text.toString()
        : null;
  }

  /** The id, or null if it became too long for a reply because invalid UTF-8 was replaced. */
  private static @Nullable String echoable(@Nullable String id) {
    return id == null || fitsShortString(id) ? id : null;
  }

  /** The correlation id of AMQP 1.0 that is not a short text, or null if there is none. */
  private static @Nullable Object longCorrelationId(Map<String, Object> headers) {
    var id = headers.get(Headers.LONG_CORRELATION_ID);
    var fits =
        (id instanceof LongString text && text.length() <= MAX_LONG_ID)
            || (id instanceof byte[] bytes && bytes.length <= MAX_LONG_ID);
    return fits ? id : null;
  }

  /** The id, which is checked later: one that is too long is refused, and never ignored. */
  private static @Nullable String messageId(
      @Nullable String property, Map<String, Object> headers) {
    return property == null ? text(headers.get(Headers.LONG_MESSAGE_ID)) : property;
  }

  private static @Nullable String text(@Nullable Object id) {
    return id instanceof byte[] bytes
        ? HexFormat.of().formatHex(bytes)
        : id instanceof LongString text ? text.toString() : null;
  }

  static boolean fitsShortString(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= MAX_SHORT_STRING;
  }

  private static @Nullable String traceparent(@Nullable Object header) {
    return header instanceof LongString text
            && text.length() == 55
            && TRACEPARENT.matcher(text.toString()).matches()
        ? text.toString()
        : null;
  }
}
