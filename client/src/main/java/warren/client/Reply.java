package warren.client;

import static warren.client.NoReplyException.Reason.NOT_UNDERSTOOD;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.LongString;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import warren.contracts.Headers;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;

/** A reply as received. Thread-safe, provided that its {@link #body} is not modified. */
public final class Reply {
  /** The {@link #status} of a success. */
  public static final int OK = 200;

  private final Delivery delivery;
  private final int status;
  private final String message;
  private final long processingTimeNs;

  private Reply(Delivery delivery, int status, String message, long processingTimeNs) {
    this.delivery = delivery;
    this.status = status;
    this.message = message;
    this.processingTimeNs = processingTimeNs;
  }

  static Reply of(Delivery delivery) {
    var headers = delivery.getProperties().getHeaders();
    if (headers != null
        && headers.get(Headers.STATUS_CODE) instanceof Number status
        && headers.get(Headers.STATUS_MESSAGE) instanceof LongString message
        && headers.get(Headers.PROCESSING_TIME_NS) instanceof Number time) {
      return new Reply(delivery, status.intValue(), message.toString(), time.longValue());
    }
    throw notUnderstood(null);
  }

  /** The {@code status_code}; 200 means success. */
  public int status() {
    return status;
  }

  /** The {@code status_message}, a text for people. */
  public String message() {
    return message;
  }

  /** The time that the service spent on the request, in nanoseconds. */
  public long processingTimeNs() {
    return processingTimeNs;
  }

  /** The reply's name, for example {@code ReturnUsername}. */
  public @Nullable String type() {
    return delivery.getProperties().getType();
  }

  /** The correlation id of the request. */
  public String correlationId() {
    return delivery.getProperties().getCorrelationId();
  }

  /** All headers by name, as text. */
  public Map<String, String> headers() {
    var texts = new TreeMap<String, String>();
    delivery
        .getProperties()
        .getHeaders()
        .forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  /** The body: JSON in UTF-8, with {@code data} and, in a refusal, {@code error}. */
  public byte[] body() {
    return delivery.getBody();
  }

  /**
   * Parses the body.
   *
   * @throws NoReplyException if it is not a JSON object
   */
  public ObjectNode json() {
    try {
      return Json.parse(body());
    } catch (RefusedException e) {
      throw notUnderstood(e);
    }
  }

  static NoReplyException notUnderstood(@Nullable Throwable cause) {
    return new NoReplyException(
        NOT_UNDERSTOOD, "The received message is not a reply of this protocol.", cause);
  }
}
