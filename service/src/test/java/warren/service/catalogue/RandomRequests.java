package warren.service.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.RecordReader;
import warren.service.support.BusyCaller;

/** Requests as chance makes them, of right ones and of nothing; the same of the same seed. */
final class RandomRequests {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper PLAIN = JsonMapper.builder().build();
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** Letters, syntax, controls, halves of pairs, what joins, hides, or changes its case oddly. */
  private static final String CHARACTERS =
      "aZ09 \"\\{}[]:,.-+@/\0\t\r\n\u001b\u007f\u0085\u00a0\u00df\u0130\u0301\u0661\u200b\u202e"
          + "\ue000\ufeff\uffff\ud835\udcb3\ud83d\ude00\ud800";

  private static final int[] CODE_POINTS = CHARACTERS.codePoints().toArray();

  private static final List<String> TEXTS =
      List.of(
          "",
          "0",
          "-1",
          "20",
          "true",
          "null",
          "user",
          "ada",
          "eve@example.org",
          "2026-01-31T12:00:00Z",
          "9999-12-31T23:59:59.999999999-18:00",
          "0000-01-01T00:00:00+18:00",
          cursor("2026-01-31T12:00:00Z"),
          cursor("9999-12-31T23:59:59.999999999Z"),
          cursor("0000-01-01T00:00:00Z"));

  private static final List<String> TYPES =
      List.of("application/json; charset=utf-8", "text/plain", "application/json\0", "");

  private static final List<String> LIFETIMES = List.of("600000", "+600000", "4294967295");

  private static final List<String> HEADERS =
      List.of("jwt", "deadline", "traceparent", "client_ip", "", "x");

  private final Random random;

  RandomRequests(long seed) {
    this.random = new Random(seed);
  }

  private static String cursor(String time) {
    var text = time + " 019449c5-6f00-7000-8000-000000000002";
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
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
      case 0 -> bytes();
      case 1 -> text(200).getBytes(StandardCharsets.UTF_8);
      case 2, 3 -> damaged(json(body));
      case 4 -> json(oneOf(others));
      case 5, 6, 7, 8, 9, 10 -> json(changed(operation, body));
      default -> json(body);
    };
  }

  private byte[] json(JsonNode body) throws JsonProcessingException {
    var mapper = random.nextBoolean() ? PLAIN : ASCII;
    return mapper.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] bytes() {
    var bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
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
      var name = isUnknown ? text(10) : RecordReader.nameOf(fields[random.nextInt(fields.length)]);
      if (random.nextInt(4) == 0) {
        changed.remove(name);
      } else {
        changed.set(name, value(3));
      }
    }
    return changed;
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 10)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt(30) - 5);
      case 3 -> NODES.numberNode(random.nextLong());
      case 4 -> NODES.numberNode(new BigInteger(100, random));
      case 5 -> NODES.numberNode(random.nextGaussian());
      case 6 -> NODES.textNode(oneOf(TEXTS));
      case 7 -> NODES.textNode(text(random.nextInt(20) == 0 ? 600 : 20));
      case 8 -> NODES.arrayNode().add(value(depth - 1)).add(value(depth - 1));
      default -> NODES.objectNode().set(text(5), value(depth - 1));
    };
  }

  private String text(int most) {
    var text = new StringBuilder();
    for (var length = random.nextInt(most + 1); length > 0; length--) {
      text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
    }
    return text.toString();
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
      case 0 -> properties.contentType(random.nextBoolean() ? oneOf(TYPES) : text(20));
      case 1 -> properties.contentEncoding(random.nextBoolean() ? "utf-8" : text(5));
      case 2 -> properties.messageId(random.nextBoolean() ? "m" + random.nextInt(4) : text(60));
      case 3 -> properties.expiration(oneOf(LIFETIMES));
      case 4 -> properties.priority(random.nextInt(256));
      case 5 -> properties.timestamp(new Date(random.nextLong()));
      case 6 -> properties.appId(text(60)).type(text(60)).clusterId(text(60));
      case 7 -> properties.replyTo(nowhere());
      default -> properties.headers(headers(properties.build().getHeaders()));
    }
  }

  /** Where no reply comes back from. */
  private @Nullable String nowhere() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> oneOf(Catalogue.OPERATIONS).name();
      case 3 -> BusyCaller.DIRECT + "." + text(40);
      default -> "nobody's " + text(40);
    };
  }

  private Map<String, Object> headers(Map<String, Object> before) {
    Map<String, Object> headers = new HashMap<>(before);
    for (var times = 1 + random.nextInt(3); times > 0; times--) {
      headers.put(random.nextInt(4) == 0 ? "x-" + text(20) : oneOf(HEADERS), headerValue(3));
    }
    return headers;
  }

  @SuppressWarnings("JavaUtilDate")
  private Object headerValue(int depth) {
    return switch (random.nextInt(depth == 0 ? 12 : 15)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextInt();
      case 2 -> random.nextLong();
      case 3 -> (short) random.nextInt();
      case 4 -> (byte) random.nextInt();
      case 5 -> random.nextGaussian();
      case 6 -> (float) random.nextGaussian();
      case 7 -> new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt(20));
      case 8 -> new Date(random.nextLong());
      case 9 -> bytes();
      case 10 -> LongStringHelper.asLongString(bytes());
      case 11 -> random.nextInt(4) == 0 ? text(5000) : text(40);
      case 12 -> List.of(headerValue(depth - 1), headerValue(depth - 1));
      case 13 -> Map.of(text(5), headerValue(depth - 1));
      default -> nested(random.nextInt(60));
    };
  }

  private static Object nested(int depth) {
    return depth == 0 ? 1 : List.of(nested(depth - 1));
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
