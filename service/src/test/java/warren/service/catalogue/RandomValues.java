package warren.service.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random values of fields and headers, among them all kinds that are hard to handle. */
final class RandomValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * Letters, syntax, controls, lone surrogates, combining and invisible characters, unusual case
   * mappings.
   */
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

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  private static String cursor(String time) {
    var text = time + " 019449c5-6f00-7000-8000-000000000002";
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    var bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  JsonNode value(int depth) {
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

  String text(int most) {
    var text = new StringBuilder();
    for (var length = random.nextInt(most + 1); length > 0; length--) {
      text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
    }
    return text.toString();
  }

  @SuppressWarnings("JavaUtilDate")
  Object headerValue(int depth) {
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

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
