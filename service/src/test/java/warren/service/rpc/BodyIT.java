package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.json;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Accepted bodies of requests, and refusals of unreadable ones. */
@WarrenTest
class BodyIT {
  private static final int KIB_64 = 65_536;

  private final TestService service;
  private final UUID account;

  BodyIT(TestService service) throws Exception {
    this.service = service;
    this.account = UUID.fromString(service.account("ada"));
  }

  private Reply send(BasicProperties.Builder properties, byte[] body) throws Exception {
    return service.client().send("RequestUsername", properties.build(), body);
  }

  private Reply send(byte[] body) throws Exception {
    return send(service.client().properties(), body);
  }

  private Reply send(String body) throws Exception {
    return send(body.getBytes(StandardCharsets.UTF_8));
  }

  /** A valid body with an addition. */
  private String with(String more) {
    return "{\"user_id\": \"" + account + "\"" + more + "}";
  }

  private byte[] ofSize(int size) {
    var filling = size - with(", \"filling\": \"\"").length();
    return with(", \"filling\": \"" + "x".repeat(filling) + "\"")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void assertUsername(Reply reply) throws Exception {
    assertEquals(json("{data: {username: 'ada'}}"), reply.body());
    assertEquals(200, reply.status());
  }

  private static void assertMalformed(String message, Reply reply) throws Exception {
    assertRefused(400, "malformed", message, reply);
  }

  private static void assertTooLarge(Reply reply) throws Exception {
    assertRefused(413, "too_large", "The body is larger than 64 KiB.", reply);
  }

  private static void assertUnsupportedType(Reply reply) throws Exception {
    assertRefused(415, "unsupported_type", "The body must be application/json in UTF-8.", reply);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        "application/json; charset=UTF-8",
        "application/json; charset=\"utf-8\""
      })
  void aContentTypeOfJsonOrNoneIsAccepted(@Nullable String type) throws Exception {
    assertUsername(
        send(
            service.client().properties().contentType(type),
            with("").getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/jsonp",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "text/json",
        "json"
      })
  void anyOtherContentTypeIsRefused(String type) throws Exception {
    assertUnsupportedType(
        send(
            service.client().properties().contentType(type),
            with("").getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anEncodedBodyIsRefused() throws Exception {
    var properties = service.client().properties();
    assertUnsupportedType(
        send(properties.contentEncoding("gzip"), with("").getBytes(StandardCharsets.UTF_8)));
    assertUnsupportedType(
        send(properties.contentEncoding("utf-16"), with("").getBytes(StandardCharsets.UTF_8)));
    assertUsername(
        send(properties.contentEncoding("utf-8"), with("").getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aBodyOf64KibIsTakenAndOneByteMoreRefused() throws Exception {
    assertEquals(KIB_64, ofSize(KIB_64).length);
    assertUsername(send(ofSize(KIB_64)));
    assertTooLarge(send(ofSize(KIB_64 + 1)));
  }

  @Test
  void aBodyOf3MibIsRefusedAndTheNextRequestSucceeds() throws Exception {
    assertTooLarge(send(ofSize(3 * 1024 * 1024)));
    assertUsername(send(with("")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "[{}]", "\"text\"", "7", "true", "null"})
  void aBodyThatIsNotAnObjectIsRefused(String body) throws Exception {
    assertMalformed("The body must be one JSON object.", send(body));
  }

  static Stream<Arguments> notUtf8() {
    return Stream.of(
        Arguments.of("", StandardCharsets.UTF_16),
        Arguments.of(", \"x\": \"é\"", StandardCharsets.ISO_8859_1),
        // an overlong slash, and a surrogate of its own
        Arguments.of(", \"x\": \"\u00c0\u00af\"", StandardCharsets.ISO_8859_1),
        Arguments.of(", \"x\": \"\u00ed\u00a0\u0080\"", StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void aBodyThatIsNotUtf8IsRefused(String more, Charset charset) throws Exception {
    assertMalformed("The body is not UTF-8.", send(with(more).getBytes(charset)));
  }

  @Test
  void invalidJsonIsRefusedWithItsPositionAndWithoutItsText() throws Exception {
    assertMalformed(
        "The body is not readable as JSON at line 1, column 13.", send("{\"planted\": word}"));
    assertMalformed("The body is not readable as JSON at line 2, column 2.", send("{\n}{}"));
    for (var body : new String[] {"{", "{\"a\"}", "{\"a\": 1,}", "{'a': 1}", "{\"a\": 01}"}) {
      assertEquals("malformed", send(body).code(), body);
    }
  }

  @Test
  void utf16WithoutItsMarkIsRefused() throws Exception {
    assertEquals("malformed", send(with("").getBytes(StandardCharsets.UTF_16LE)).code());
    assertEquals("malformed", send(with("").getBytes(StandardCharsets.UTF_16BE)).code());
  }

  @Test
  void aDuplicateKeyIsRefusedAtAnyDepth() throws Exception {
    assertEquals("malformed", send(with(", \"user_id\": null")).code());
    assertEquals("malformed", send(with(", \"x\": [{\"y\": 1, \"y\": 1}]")).code());
    assertEquals("malformed", send(with(", \"\\u0075ser_id\": null")).code());
  }

  @Test
  void a32FoldNestingIsTakenAndOneMoreRefused() throws Exception {
    assertUsername(send(nested(32)));
    assertEquals("malformed", send(nested(33)).code());
    assertEquals("malformed", send(nested(10_000)).code());
  }

  private String nested(int depth) {
    return with(", \"x\": " + "[".repeat(depth - 1) + "]".repeat(depth - 1));
  }

  @Test
  void aLoneSurrogateOrNulIsRefusedInAFieldAndIgnoredElsewhere() throws Exception {
    var unprintable = "['must not contain control, format or unassigned characters']";
    for (var escape : new String[] {"\\ud800", "\\udc00x", "\\u0000", "\\n", "\\u200b"}) {
      var reply =
          service
              .client()
              .send(
                  "RequestLoginToken",
                  service.client().properties().build(),
                  "{\"username\": \"a%sb\", \"password\": \"word\"}".formatted(escape));
      assertInvalidFields("{username: " + unprintable + "}", reply);
      assertUsername(send(with(", \"x\": \"" + escape + "\"")));
    }
    assertEquals("malformed", send(with(", \"x\": \"\u0000\"")).code());
  }

  @Test
  void aPasswordMayHoldAnythingButALoneSurrogate() throws Exception {
    assertInvalidFields("{password: ['must be well-formed Unicode']}", login("\\ud800 half"));
    assertEquals("bad_credentials", login("\\u0000\\n\\u200b\\ud83d\\ude00").code());
  }

  private Reply login(String password) throws Exception {
    return service
        .client()
        .send(
            "RequestLoginToken",
            service.client().properties().build(),
            "{\"username\": \"ada\", \"password\": \"%s\"}".formatted(password));
  }

  @Test
  void unknownFieldsAreIgnored() throws Exception {
    assertUsername(send(with(", \"User_Id\": 1, \"userId\": [], \"\": {}, \"x\": 1e999")));
  }

  @Test
  void anInvalidFieldIsReportedWithItsProblem() throws Exception {
    assertInvalidFields("{user_id: ['is required']}", send("{}"));
    assertInvalidFields("{user_id: ['is required']}", send("{\"user_id\": null}"));
    assertInvalidFields("{user_id: ['must be a UUID']}", send("{\"user_id\": 7}"));
    assertInvalidFields("{user_id: ['must be a UUID']}", send("{\"user_id\": \"1-1-1-1-1\"}"));
  }

  @Test
  void aByteOrderMarkAtTheBeginningIsSkipped() throws Exception {
    assertUsername(send("\uFEFF" + with("")));
  }
}
