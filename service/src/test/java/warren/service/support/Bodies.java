package warren.service.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.FormatMethod;
import warren.service.support.TestClient.Answer;

/** Whole bodies, as tests expect them. */
public final class Bodies {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private Bodies() {}

  /** JSON, of which the quotes may be single ones and those of names left out. */
  @FormatMethod
  public static JsonNode json(String text, Object... arguments) throws JsonProcessingException {
    return JSON.readTree(text.formatted(arguments));
  }

  /** Asserts the whole of a refusal that concerns no field. */
  public static void assertRefused(int status, String code, String message, Answer answer)
      throws JsonProcessingException {
    assertEquals(
        json("{data: null, error: {code: '%s', message: \"%s\"}}", code, message), answer.body());
    assertEquals(status, answer.status());
    assertEquals(message, answer.header("status_message"));
  }

  /** Asserts a whole refusal with problems of fields. */
  public static void assertFieldsRefused(
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

  public static void assertUnauthenticated(Answer answer) throws JsonProcessingException {
    assertRefused(401, "unauthenticated", "A valid login token is required.", answer);
  }

  /** Asserts that the status of a token contains only that it is inactive. */
  public static void assertInactive(Answer answer) throws JsonProcessingException {
    assertEquals(json("{data: {active: false}}"), answer.body());
    assertEquals(200, answer.status());
    assertEquals("ReturnTokenStatus", answer.properties().getType());
  }

  public static void assertWrongOldPassword(Answer answer) throws JsonProcessingException {
    assertFieldsRefused(
        401,
        "bad_credentials",
        "The username or the password is wrong.",
        "{old_password: ['is wrong']}",
        answer);
  }

  /** Asserts the whole of the refusal of a further try; the milliseconds that it says to wait. */
  public static long assertThrottled(Answer answer) throws JsonProcessingException {
    var wait = answer.body().path("error").path("retry_after_ms").asLong();
    assertEquals(
        json(
            """
            {data: null, error: {
              code: 'throttled', message: 'Too many tries.', retry_after_ms: %d
            }}
            """,
            wait),
        answer.body());
    assertEquals(429, answer.status());
    assertEquals("Too many tries.", answer.header("status_message"));
    assertTrue(wait > 0, () -> wait + " ms");
    return wait;
  }

  public static void assertForbidden(Answer answer) throws JsonProcessingException {
    assertRefused(403, "forbidden", "You are not allowed to do this.", answer);
  }

  public static void assertInvalidFields(String fields, Answer answer)
      throws JsonProcessingException {
    assertFieldsRefused(400, "invalid_fields", "One or more fields are not valid.", fields, answer);
  }

  public static void assertWeakPassword(String problems, Answer answer)
      throws JsonProcessingException {
    assertWeakPassword("password", problems, answer);
  }

  public static void assertWeakPassword(String field, String problems, Answer answer)
      throws JsonProcessingException {
    assertFieldsRefused(
        400,
        "weak_password",
        "The password may not be used.",
        "{%s: [%s]}".formatted(field, problems),
        answer);
  }

  public static void assertBadCredentials(Answer answer) throws JsonProcessingException {
    assertRefused(401, "bad_credentials", "The username or the password is wrong.", answer);
  }

  public static void assertUnknownAccount(Answer answer) throws JsonProcessingException {
    assertRefused(404, "unknown_account", "There is no such account.", answer);
  }

  public static void assertLastAdministrator(Answer answer) throws JsonProcessingException {
    assertRefused(409, "last_administrator", "The last administrator can't be taken away.", answer);
  }

  public static void assertUsernameTaken(Answer answer) throws JsonProcessingException {
    assertFieldsRefused(
        409, "username_taken", "This username is taken.", "{username: ['is taken']}", answer);
  }

  public static void assertUnknownRole(Answer answer) throws JsonProcessingException {
    assertRefused(404, "unknown_role", "There is no such role.", answer);
  }

  public static void assertUnknownPermission(Answer answer) throws JsonProcessingException {
    assertRefused(404, "unknown_permission", "There is no such permission.", answer);
  }

  public static void assertUnknownGroup(Answer answer) throws JsonProcessingException {
    assertRefused(404, "unknown_group", "There is no such group.", answer);
  }

  public static void assertNameTaken(Answer answer) throws JsonProcessingException {
    assertFieldsRefused(409, "name_taken", "This name is taken.", "{name: ['is taken']}", answer);
  }

  public static void assertInUse(Answer answer) throws JsonProcessingException {
    assertRefused(409, "in_use", "This is in use and can't be changed so.", answer);
  }
}
