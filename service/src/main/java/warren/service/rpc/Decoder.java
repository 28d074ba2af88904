package warren.service.rpc;

import static warren.contracts.ErrorCode.DEADLINE_PASSED;
import static warren.contracts.ErrorCode.MALFORMED;
import static warren.contracts.ErrorCode.TOO_LARGE;
import static warren.contracts.ErrorCode.UNSUPPORTED_TYPE;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.Headers;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.Json;
import warren.contracts.json.RecordReader;
import warren.service.config.UnknownFieldRule;

/**
 * First step: reads a request's body into its record. Refuses requests that are malformed, too
 * large, late, or of an unsupported content type. Thread-safe.
 */
final class Decoder {
  private static final Pattern JSON_TYPE =
      Pattern.compile(
          "application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*)?", Pattern.CASE_INSENSITIVE);
  private static final Refusal HEADERS_TOO_LARGE =
      Refusal.of(
          TOO_LARGE,
          "Properties and headers are larger than " + Headers.MAX_PROPERTIES_KIB + " KiB.");
  private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{1,18}");
  private static final Set<String> IDENTITY_ENCODINGS = Set.of("", "identity", "utf-8", "utf8");

  private final Map<String, RecordReader<?>> readers = new HashMap<>();
  private final Supplier<Instant> clock;
  private final UnknownFields unknownFields;

  /**
   * A body that was read.
   *
   * @param ignored the names of fields that the operation does not have; empty for a read
   */
  record Decoded<Q>(Q fields, List<String> ignored) {}

  Decoder(Supplier<Instant> clock, UnknownFieldRule unknownFields) {
    this.clock = clock;
    this.unknownFields = new UnknownFields(unknownFields);
    Catalogue.OPERATIONS.forEach(o -> readers.put(o.name(), RecordReader.of(o.request())));
  }

  <Q extends Record> Decoded<Q> decode(Operation<Q, ?> operation, Request request) {
    if (request.headersTooLarge()) {
      throw new RefusedException(HEADERS_TOO_LARGE);
    }
    checkDeadline(request.deadline());
    checkMessageId(request.messageId());
    checkType(request.contentType(), request.contentEncoding());
    var body = request.body().bytes();
    if (body.length > Headers.MAX_BODY_BYTES) {
      throw new RefusedException(TOO_LARGE);
    }
    var object = Json.parse(body);
    var reader = reader(operation);
    var ignored = unknownFields.check(object, reader.fieldNames());
    var fields = reader.read(object, unknownFields.problems(ignored));
    return new Decoded<>(fields, operation.effect() == Effect.READ ? List.of() : ignored);
  }

  @SuppressWarnings("unchecked") // the constructor created it for this operation's type
  private <Q extends Record> RecordReader<Q> reader(Operation<Q, ?> operation) {
    return (RecordReader<Q>) Objects.requireNonNull(readers.get(operation.name()));
  }

  private void checkDeadline(@Nullable Object deadline) {
    if (deadline == null) {
      return;
    }
    if (!EPOCH_MILLIS.matcher(deadline.toString()).matches()) {
      throw new RefusedException(
          Refusal.of(MALFORMED, "The header deadline must be a time in epoch milliseconds."));
    }
    if (isPast(deadline)) {
      throw new RefusedException(DEADLINE_PASSED);
    }
  }

  private boolean isPast(Object epochMillis) {
    return Long.parseLong(epochMillis.toString()) < clock.get().toEpochMilli();
  }

  /** Whether the request has a valid deadline, and this has passed. */
  boolean isPastDeadline(Request request) {
    var deadline = request.deadline();
    return deadline != null
        && EPOCH_MILLIS.matcher(deadline.toString()).matches()
        && isPast(deadline);
  }

  private static void checkMessageId(@Nullable String messageId) {
    if (messageId != null
        && messageId.codePointCount(0, messageId.length()) > Headers.MAX_MESSAGE_ID) {
      throw new RefusedException(
          Refusal.of(
              MALFORMED,
              "The message_id must have at most " + Headers.MAX_MESSAGE_ID + " characters."));
    }
  }

  private static boolean isJson(String type) {
    // the value of nearly all requests, compared first to avoid the regular expression
    return type.equals("application/json") || JSON_TYPE.matcher(type.strip()).matches();
  }

  private static void checkType(@Nullable String type, @Nullable String encoding) {
    var isJson = type == null || type.isEmpty() || isJson(type);
    var isNotEncoded =
        encoding == null || IDENTITY_ENCODINGS.contains(encoding.strip().toLowerCase(Locale.ROOT));
    if (!isJson || !isNotEncoded) {
      throw new RefusedException(UNSUPPORTED_TYPE);
    }
  }
}
