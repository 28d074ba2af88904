package warren.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.FormatMethod;
import warren.service.TestClient.Answer;

/** Whole bodies, as tests expect them. */
final class Bodies {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private Bodies() {}

  /** JSON, of which the quotes may be single ones and those of names left out. */
  @FormatMethod
  static JsonNode json(String text, Object... arguments) throws JsonProcessingException {
    return JSON.readTree(text.formatted(arguments));
  }

  /** Asserts the whole of a refusal that concerns no field. */
  static void assertRefused(int status, String code, String message, Answer answer)
      throws JsonProcessingException {
    assertEquals(
        json("{data: null, error: {code: '%s', message: \"%s\"}}", code, message), answer.body());
    assertEquals(status, answer.status());
    assertEquals(message, answer.header("status_message"));
  }

  /** Asserts the whole of a refusal that says what is wrong with which fields. */
  static void assertFieldsRefused(
      int status, String code, String message, String fields, Answer answer)
      throws JsonProcessingException {
    assertEquals(
        json(
            "{data: null, error: {code: '%s', message: \"%s\", fields: %s}}",
            code, message, fields),
        answer.body());
    assertEquals(status, answer.status());
    assertEquals(message, answer.header("status_message"));
  }

  static void assertUnauthenticated(Answer answer) throws JsonProcessingException {
    assertRefused(401, "unauthenticated", "A valid login token is required.", answer);
  }

  static void assertForbidden(Answer answer) throws JsonProcessingException {
    assertRefused(403, "forbidden", "You are not allowed to do this.", answer);
  }

  static void assertInvalidFields(String fields, Answer answer) throws JsonProcessingException {
    assertFieldsRefused(400, "invalid_fields", "One or more fields are not valid.", fields, answer);
  }

  static void assertWeakPassword(String problems, Answer answer) throws JsonProcessingException {
    assertFieldsRefused(
        400,
        "weak_password",
        "The password may not be used.",
        "{password: [%s]}".formatted(problems),
        answer);
  }

  static void assertUsernameTaken(Answer answer) throws JsonProcessingException {
    assertFieldsRefused(
        409, "username_taken", "This username is taken.", "{username: ['is taken']}", answer);
  }
}
