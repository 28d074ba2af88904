package warren.contracts;

/** Names of the AMQP message headers that the protocol uses. */
public final class Headers {
  /** Request: the sender's token, text or bytes in UTF-8, at most {@link #MAX_TOKEN_BYTES}. */
  public static final String JWT = "jwt";

  /** Request, optional: epoch milliseconds after which its execution must not begin. */
  public static final String DEADLINE = "deadline";

  /** Request, optional: the end user's IP address. */
  public static final String CLIENT_IP = "client_ip";

  /** Request and reply, optional: W3C trace context. */
  public static final String TRACEPARENT = "traceparent";

  /**
   * Request and reply, set by RabbitMQ 4: a correlation id of AMQP 1.0 that is not a short text; at
   * most 1024 bytes.
   */
  public static final String LONG_CORRELATION_ID = "x-correlation-id";

  /** Request, set by RabbitMQ 4: a message id of AMQP 1.0 that is not a short text. */
  public static final String LONG_MESSAGE_ID = "x-message-id";

  /** Reply: a 32-bit integer; every success is 200. */
  public static final String STATUS_CODE = "status_code";

  /** Reply: a text for people. */
  public static final String STATUS_MESSAGE = "status_message";

  /** Reply: nanoseconds, a 64-bit integer above 0. */
  public static final String PROCESSING_TIME_NS = "processing_time_ns";

  /** Reply: true if the broker had delivered the request before. */
  public static final String REDELIVERED = "redelivered";

  /** Reply to a write: the names of the fields that the operation does not have, if any. */
  public static final String IGNORED_FIELDS = "ignored_fields";

  /** The maximum length of a token; a longer one is not valid. */
  public static final int MAX_TOKEN_BYTES = 4096;

  /** The maximum size of a body in KiB; a larger one is refused with 413. */
  public static final int MAX_BODY_KIB = 64;

  /** The maximum size of a body in bytes. */
  public static final int MAX_BODY_BYTES = MAX_BODY_KIB * 1024;

  /** The maximum size of all properties and headers in KiB; larger ones are refused with 413. */
  public static final int MAX_PROPERTIES_KIB = 20;

  /** The maximum length of a {@code message_id}; a longer one is refused with 400. */
  public static final int MAX_MESSAGE_ID = 128;

  /** The maximum size of a {@code message_id} in UTF-8: an AMQP property is a short string. */
  public static final int MAX_MESSAGE_ID_BYTES = 255;

  private Headers() {}
}
