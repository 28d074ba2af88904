package warren.service.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.RecordReader;
import warren.service.support.ConcurrentCaller;

/** Random requests, derived from valid ones or not; the same for the same seed. */
final class RandomRequests {
  private static final JsonMapper PLAIN = JsonMapper.builder().build();
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final List<String> TYPES =
      List.of("application/json; charset=utf-8", "text/plain", "application/json\0", "");

  private static final List<String> LIFETIMES = List.of("600000", "+600000", "4294967295");

  private static final List<String> HEADERS =
      List.of("jwt", "deadline", "traceparent", "client_ip", "", "x");

  private final Random random;
  private final RandomValues values;

  RandomRequests(long seed) {
    this.random = new Random(seed);
    this.values = new RandomValues(random);
  }

  /** One that is to be sent. */
  static final class RandomRequest {
    private final Operation<?, ?> operation;
    private final byte[] body;
    private final BasicProperties properties;

    RandomRequest(Operation<?, ?> operation, byte[] body, BasicProperties properties) {
      this.operation = operation;
      this.body = body;
      this.properties = properties;
    }

    Operation<?, ?> operation() {
      return operation;
    }

    byte[] body() {
      return body;
    }

    BasicProperties properties() {
      return properties;
    }

    @Override
    public String toString() {
      return operation + " " + properties + " " + new String(body, StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * The next one.
   *
   * @param right right bodies of all operations, in their order
   * @param plain properties of a well-behaved caller
   */
  RandomRequest next(List<ObjectNode> right, BasicProperties plain) throws JsonProcessingException {
    var number = random.nextInt(right.size());
    var operation = Catalogue.OPERATIONS.get(number);
    return new RandomRequest(
        operation, body(operation, right.get(number), right), properties(plain));
  }

  private byte[] body(Operation<?, ?> operation, ObjectNode body, List<ObjectNode> others)
      throws JsonProcessingException {
    return switch (random.nextInt(16)) {
      case 0 -> values.bytes();
      case 1 -> values.text(200).getBytes(StandardCharsets.UTF_8);
      case 2, 3 -> damaged(json(body));
      case 4 -> json(values.oneOf(others));
      case 5, 6, 7, 8, 9, 10 -> json(changed(operation, body));
      default -> json(body);
    };
  }

  private byte[] json(JsonNode body) throws JsonProcessingException {
    var mapper = random.nextBoolean() ? PLAIN : ASCII;
    return mapper.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
  }

  /** A few of its bytes changed, left out or doubled. */
  private byte[] damaged(byte[] bytes) {
    var text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
    for (var times = 1 + random.nextInt(3); times > 0 && text.length() > 0; times--) {
      var from = random.nextInt(text.length());
      var to = Math.min(text.length(), from + 1 + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(from, (char) random.nextInt(256));
        case 1 -> text.delete(from, to);
        case 2 -> text.insert(from, text.substring(from, to));
        default -> text.setLength(from);
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A few of its fields changed, left out or added. */
  private ObjectNode changed(Operation<?, ?> operation, ObjectNode body) {
    var changed = body.deepCopy();
    var fields = operation.request().getRecordComponents();
    for (var times = 1 + random.nextInt(2); times > 0; times--) {
      var isUnknown = fields.length == 0 || random.nextInt(8) == 0;
      var name =
          isUnknown ? values.text(10) : RecordReader.nameOf(fields[random.nextInt(fields.length)]);
      if (random.nextInt(4) == 0) {
        changed.remove(name);
      } else {
        changed.set(name, values.value(3));
      }
    }
    return changed;
  }

  /** Most as they were, the others with a few changes. */
  private BasicProperties properties(BasicProperties plain) {
    var properties = plain.builder();
    if (random.nextInt(3) == 0) {
      for (var times = 1 + random.nextInt(3); times > 0; times--) {
        change(properties);
      }
    }
    return properties.build();
  }

  @SuppressWarnings("JavaUtilDate")
  private void change(BasicProperties.Builder properties) {
    switch (random.nextInt(11)) {
      case 0 ->
          properties.contentType(random.nextBoolean() ? values.oneOf(TYPES) : values.text(20));
      case 1 -> properties.contentEncoding(random.nextBoolean() ? "utf-8" : values.text(5));
      case 2 ->
          properties.messageId(random.nextBoolean() ? "m" + random.nextInt(4) : values.text(60));
      case 3 -> properties.expiration(values.oneOf(LIFETIMES));
      case 4 -> properties.priority(random.nextInt(256));
      case 5 -> properties.timestamp(new Date(random.nextLong()));
      case 6 -> properties.appId(values.text(60)).type(values.text(60)).clusterId(values.text(60));
      case 7 -> properties.replyTo(nowhere());
      default -> properties.headers(headers(properties.build().getHeaders()));
    }
  }

  /** Where no reply comes back from. */
  private @Nullable String nowhere() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> values.oneOf(Catalogue.OPERATIONS).name();
      case 3 -> ConcurrentCaller.DIRECT + "." + values.text(40);
      default -> "nobody's " + values.text(40);
    };
  }

  private Map<String, Object> headers(Map<String, Object> before) {
    Map<String, Object> headers = new HashMap<>(before);
    for (var times = 1 + random.nextInt(3); times > 0; times--) {
      headers.put(
          random.nextInt(4) == 0 ? "x-" + values.text(20) : values.oneOf(HEADERS),
          values.headerValue(3));
    }
    return headers;
  }
}
