package warren.service.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.ServiceCatalogue;
import warren.contracts.service.ServiceStatusRequest;
import warren.service.config.UnknownFieldRule;

class DecoderTest {
  private static final long NOW = 1_769_860_800_000L;
  private static final Decoder DECODER =
      new Decoder(() -> Instant.ofEpochMilli(NOW), UnknownFieldRule.IGNORE);

  /** A received request with the changes of a test. */
  private record Sent(
      String body,
      @Nullable String type,
      @Nullable String encoding,
      @Nullable String messageId,
      @Nullable Object deadline) {

    ServiceStatusRequest read() {
      return DECODER
          .decode(
              ServiceCatalogue.SERVICE_STATUS,
              new Request(
                  ServiceCatalogue.SERVICE_STATUS,
                  new Request.Body(body.getBytes(UTF_8)),
                  type,
                  encoding,
                  null,
                  null,
                  null,
                  null,
                  messageId,
                  deadline,
                  null,
                  null,
                  null,
                  false,
                  false,
                  0))
          .fields();
    }

    void assertRead() {
      assertEquals(new ServiceStatusRequest(), read());
    }

    Refusal refusal() {
      return assertThrows(RefusedException.class, this::read).refusal();
    }

    ErrorCode code() {
      return refusal().code();
    }
  }

  private static Sent body(String body) {
    return new Sent(body, "application/json", null, null, null);
  }

  private static Sent type(@Nullable String type) {
    return new Sent("{}", type, null, null, null);
  }

  private static Sent encoding(@Nullable String encoding) {
    return new Sent("{}", null, encoding, null, null);
  }

  private static Sent messageId(String messageId) {
    return new Sent("{}", null, null, messageId, null);
  }

  private static Sent deadline(Object deadline) {
    return new Sent("{}", null, null, null, deadline);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        " application/json ",
        "application/json;charset=utf-8",
        "application/json; charset=\"UTF-8\"",
        "application/json ; charset = utf8"
      })
  void jsonIsAccepted(String type) {
    type(type).assertRead();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " x",
        "text/plain",
        "text/json",
        "application/jsonp",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "application/json, text/plain",
        "application/octet-stream"
      })
  void anyOtherTypeIsUnsupported(String type) {
    assertEquals(ErrorCode.UNSUPPORTED_TYPE, type(type).code());
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"identity", "UTF-8", " utf8 "})
  void aBodyWithoutEncodingIsAccepted(String encoding) {
    encoding(encoding).assertRead();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "utf-16", "base64"})
  void anEncodedBodyIsUnsupported(String encoding) {
    assertEquals(ErrorCode.UNSUPPORTED_TYPE, encoding(encoding).code());
  }

  @Test
  void aBodyOf64KibIsTakenAndALargerOneIsTooLarge() {
    body("{}" + " ".repeat(65_534)).assertRead();
    assertEquals(ErrorCode.TOO_LARGE, body("{}" + " ".repeat(65_535)).code());
    // bytes, not characters
    assertEquals(ErrorCode.TOO_LARGE, body("{\"a\":\"" + "ä".repeat(32_765) + "\"}").code());
    assertEquals(ErrorCode.TOO_LARGE, body("x".repeat(100_000)).code());
  }

  @Test
  void aMessageIdOf128CharactersIsTakenAndALongerOneIsNot() {
    messageId("").assertRead();
    messageId("m".repeat(128)).assertRead();
    messageId("\uD83D\uDE00".repeat(63)).assertRead();
    var refusal = messageId("m".repeat(129)).refusal();
    assertEquals(
        Refusal.of(ErrorCode.MALFORMED, "The message_id must have at most 128 characters."),
        refusal);
  }

  @Test
  void aDeadlineToComeIsTakenAndOneThatHasPassedIsNot() {
    deadline(NOW).assertRead();
    deadline(NOW + 1).assertRead();
    deadline(Long.toString(NOW)).assertRead();
    deadline(999_999_999_999_999_999L).assertRead();
    assertEquals(ErrorCode.DEADLINE_PASSED, deadline(NOW - 1).code());
    assertEquals(ErrorCode.DEADLINE_PASSED, deadline(Long.toString(NOW - 1)).code());
    assertEquals(ErrorCode.DEADLINE_PASSED, deadline(0).code());
    assertEquals(ErrorCode.DEADLINE_PASSED, deadline((short) 7).code());
  }

  @Test
  void anInvalidDeadlineIsMalformed() {
    for (Object header : List.of("", "soon", -1, 1.5, true, "1e12", List.of(NOW), "1".repeat(19))) {
      assertEquals(
          Refusal.of(
              ErrorCode.MALFORMED, "The header deadline must be a time in epoch milliseconds."),
          deadline(header).refusal());
    }
  }

  @Test
  void propertiesAreCheckedBeforeTheBody() {
    var late = new Sent("x", "text/plain", null, "m".repeat(129), NOW - 1);
    assertEquals(ErrorCode.DEADLINE_PASSED, late.code());
    assertEquals(ErrorCode.UNSUPPORTED_TYPE, new Sent("x", "text/plain", null, null, null).code());
    assertEquals(ErrorCode.MALFORMED, body("x").code());
  }
}
