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

/** A reply as it came. Thread-safe, as long as nobody changes its {@link #body}. */
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

  /** Its {@code status_code}; 200 is success. */
  public int status() {
    return status;
  }

  /** Its {@code status_message}, for people. */
  public String message() {
    return message;
  }

  /** Nanoseconds that the service spent on the request. */
  public long processingTimeNs() {
    return processingTimeNs;
  }

  /** Its name, e.g. {@code ReturnUsername}. */
  public @Nullable String type() {
    return delivery.getProperties().getType();
  }

  /** The correlation id under which the request went out. */
  public String correlationId() {
    return delivery.getProperties().getCorrelationId();
  }

  /** All its headers by name, as text. */
  public Map<String, String> headers() {
    var texts = new TreeMap<String, String>();
    delivery
        .getProperties()
        .getHeaders()
        .forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  /** Its body: JSON in UTF-8, with {@code data} and, in a refusal, {@code error}. */
  public byte[] body() {
    return delivery.getBody();
  }

  /**
   * The body, read.
   *
   * @throws NoReplyException if it isn't a JSON object
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
        NOT_UNDERSTOOD, "What came back is no reply of this protocol.", cause);
  }
}
