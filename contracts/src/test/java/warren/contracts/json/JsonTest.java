package warren.contracts.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;

class JsonTest {
  private static Refusal refusal(byte[] body) {
    var refusal = assertThrows(RefusedException.class, () -> Json.parse(body)).refusal();
    assertEquals(ErrorCode.MALFORMED, refusal.code());
    assertNull(refusal.fields());
    assertNull(refusal.retryAfterMs());
    return refusal;
  }

  private static Refusal refusal(String body) {
    return refusal(body.getBytes(UTF_8));
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  @Test
  void anObjectIsReadWithTextInEveryScript() {
    var object = Json.parse("{\"a\":\"ä漢😀\",\"b\":[1,null,true]}".getBytes(UTF_8));
    assertEquals("ä漢😀", object.get("a").textValue());
    assertEquals(1, object.get("b").get(0).intValue());
    assertEquals(3, object.get("b").size());
  }

  @Test
  void anEmptyObjectIsRead() {
    assertEquals(0, Json.parse(" {} ".getBytes(UTF_8)).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "[{}]", "\"text\"", "1", "1.5", "true", "null"})
  void aBodyThatIsNotAnObjectIsRefused(String body) {
    assertEquals("The body must be one JSON object.", refusal(body).message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e2147483648", "-1e-2147483649", "0.1e9999999999", "-551e1000000555555555"})
  void aNumberWhoseExponentHasNoRepresentationIsRefused(String number) {
    assertEquals(
        "The body contains a number with too large an exponent.",
        refusal("{\"a\":%s}".formatted(number)).message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":undefined}",
        "{\"a\":\"\\x41\"}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":1} // why",
        "/* why */ {}",
        "{} {}",
        "{}]",
        "{} x",
        "\u0000{}",
        "{}\uFEFF",
        "\uFEFF\uFEFF{}"
      })
  void aBodyThatIsNotJsonIsRefused(String body) {
    var message = refusal(body).message();
    assertEquals("The body is not readable as JSON at line 1, column ", withoutDigits(message));
  }

  private static String withoutDigits(String message) {
    return message.replaceFirst("\\d+\\.$", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":null,\"b\":1,\"a\":null}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":[{\"b\":1,\"b\":2}]}"
      })
  void aKeyTwiceIsRefused(String body) {
    refusal(body);
  }

  @Test
  void theSameKeyInTwoObjectsIsRead() {
    assertEquals(2, Json.parse("{\"a\":{\"a\":1},\"b\":{\"a\":1}}".getBytes(UTF_8)).size());
  }

  @Test
  void nestingOf32IsReadAndOf33Refused() {
    assertEquals(1, Json.parse(nested(32).getBytes(UTF_8)).size());
    refusal(nested(33));
  }

  @Test
  void nestingThatWouldExhaustTheStackIsRefused() {
    refusal(nested(30_000));
    refusal("{\"a\":".repeat(10_000));
  }

  /** Bytes that are not UTF-8, by name. */
  static Stream<String> notUtf8() {
    return Stream.of(
        "7b2261223a22c0af227d", // overlong, two bytes
        "7b2261223ac180227d", // overlong A
        "7b2261223a22e080af227d", // overlong, three bytes
        "7b2261223a22f08080af227d", // overlong, four bytes
        "7b2261223a22eda080227d", // a surrogate
        "7b2261223a22eda080edb080227d", // a pair of them (CESU-8)
        "7b2261223a22f4908080227d", // above U+10FFFF
        "7b2261223a22e4227d", // Latin-1
        "7b2261223a2280227d", // a continuation without a beginning
        "7b2261223a22c3", // cut off
        "ff7b7d");
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void whatIsNotUtf8IsRefused(String hex) {
    assertEquals("The body is not UTF-8.", refusal(HexFormat.of().parseHex(hex)).message());
  }

  static List<Charset> otherEncodings() {
    return List.of(UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"));
  }

  @ParameterizedTest
  @MethodSource("otherEncodings")
  void otherEncodingsAreRefused(Charset encoding) {
    refusal("{\"a\":\"b\"}".getBytes(encoding));
    refusal("\uFEFF{\"a\":\"b\"}".getBytes(encoding));
  }

  @Test
  void latin1IsRefused() {
    refusal("{\"a\":\"ä\"}".getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\":\"hunter2\",\"password\":\"hunter2\"}",
        "{\"password\":\"hunter2\"",
        "{\"password\":hunter2}",
        "{hunter2:1}",
        "{\"password\":\"hunter2",
        "{\"a\":1} hunter2",
        "hunter2",
        "\"hunter2\"",
        "[\"hunter2\"]"
      })
  void nothingOfTheBodyIsInTheRefusal(String body) {
    assertFalse(refusal(body).toString().contains("hunter2"));
    var thrown =
        assertThrows(RefusedException.class, () -> Json.parse(body.getBytes(UTF_8))).toString();
    assertFalse(thrown.contains("hunter2"));
  }

  @Test
  void theRefusalContainsTheLocationOfTheError() {
    assertEquals(
        "The body is not readable as JSON at line 2, column 7.",
        refusal("{\n \"a\": x}").message());
  }

  record Written(
      String firstName,
      @JsonProperty("user-id") long userId,
      Instant createdAt,
      @Nullable String email,
      Secret token) {}

  @Test
  void aRecordIsWrittenInSnakeCaseWithTimesInIso8601AndNullsInPlace() {
    var written =
        new Written("Ada", 7, Instant.parse("2026-01-31T12:00:00.123456Z"), null, Secret.of("x"));
    assertEquals(
        "{\"first_name\":\"Ada\",\"user-id\":7,\"created_at\":\"2026-01-31T12:00:00.123456Z\","
            + "\"email\":null,\"token\":\"x\"}",
        new String(Json.write(written), UTF_8));
  }

  @Test
  void writtenJsonCanBeRead() {
    var written = "{\"at\":\"2026-01-31T12:00:00Z\",\"more\":1}";
    assertEquals(new At(Instant.parse("2026-01-31T12:00:00Z")), Json.read(written, At.class));
  }

  record At(Instant at) {}
}
