package warren.service.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.FormatMethod;
import warren.service.support.TestClient.Reply;

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
  public static void assertRefused(int status, String code, String message, Reply reply)
      throws JsonProcessingException {
    assertEquals(
        json("{data: null, error: {code: '%s', message: \"%s\"}}", code, message), reply.body());
    assertEquals(status, reply.status());
    assertEquals(message, reply.header("status_message"));
  }

  /** Asserts a whole refusal with problems of fields. */
  public static void assertFieldsRefused(
      int status, String code, String message, String fields, Reply reply)
      throws JsonProcessingException {
    assertEquals(
        json(
            "{data: null, error: {code: '%s', message: \"%s\", fields: %s}}",
            code, message, fields),
        reply.body());
    assertEquals(status, reply.status());
    assertEquals(message, reply.header("status_message"));
  }

  public static void assertUnauthenticated(Reply reply) throws JsonProcessingException {
    assertRefused(401, "unauthenticated", "A valid access token is required.", reply);
  }

  /** Asserts that the status of a token contains only that it is inactive. */
  public static void assertInactive(Reply reply) throws JsonProcessingException {
    assertEquals(json("{data: {active: false}}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals("ReturnTokenStatus", reply.properties().getType());
  }

  public static void assertWrongOldPassword(Reply reply) throws JsonProcessingException {
    assertFieldsRefused(
        401,
        "bad_credentials",
        "The username or the password is wrong.",
        "{old_password: ['is wrong']}",
        reply);
  }

  /** Asserts the whole of the refusal of a further try; the milliseconds that it says to wait. */
  public static long assertThrottled(Reply reply) throws JsonProcessingException {
    var wait = reply.body().path("error").path("retry_after_ms").asLong();
    assertEquals(
        json(
            """
            {data: null, error: {
              code: 'throttled', message: 'Too many attempts.', retry_after_ms: %d
            }}
            """,
            wait),
        reply.body());
    assertEquals(429, reply.status());
    assertEquals("Too many attempts.", reply.header("status_message"));
    assertTrue(wait > 0, () -> wait + " ms");
    return wait;
  }

  public static void assertForbidden(Reply reply) throws JsonProcessingException {
    assertRefused(403, "forbidden", "You are not allowed to do this.", reply);
  }

  public static void assertInvalidFields(String fields, Reply reply)
      throws JsonProcessingException {
    assertFieldsRefused(400, "invalid_fields", "One or more fields are not valid.", fields, reply);
  }

  public static void assertWeakPassword(String problems, Reply reply)
      throws JsonProcessingException {
    assertWeakPassword("password", problems, reply);
  }

  public static void assertWeakPassword(String field, String problems, Reply reply)
      throws JsonProcessingException {
    assertFieldsRefused(
        400,
        "weak_password",
        "The password may not be used.",
        "{%s: [%s]}".formatted(field, problems),
        reply);
  }

  public static void assertBadCredentials(Reply reply) throws JsonProcessingException {
    assertRefused(401, "bad_credentials", "The username or the password is wrong.", reply);
  }

  public static void assertUnknownAccount(Reply reply) throws JsonProcessingException {
    assertRefused(404, "unknown_account", "There is no such account.", reply);
  }

  public static void assertLastAdministrator(Reply reply) throws JsonProcessingException {
    assertRefused(409, "last_administrator", "The last administrator cannot be removed.", reply);
  }

  public static void assertUsernameTaken(Reply reply) throws JsonProcessingException {
    assertFieldsRefused(
        409, "username_taken", "This username is taken.", "{username: ['is taken']}", reply);
  }

  public static void assertUnknownRole(Reply reply) throws JsonProcessingException {
    assertRefused(404, "unknown_role", "There is no such role.", reply);
  }

  public static void assertUnknownPermission(Reply reply) throws JsonProcessingException {
    assertRefused(404, "unknown_permission", "There is no such permission.", reply);
  }

  public static void assertUnknownGroup(Reply reply) throws JsonProcessingException {
    assertRefused(404, "unknown_group", "There is no such group.", reply);
  }

  public static void assertNameTaken(Reply reply) throws JsonProcessingException {
    assertFieldsRefused(409, "name_taken", "This name is taken.", "{name: ['is taken']}", reply);
  }

  public static void assertInUse(Reply reply) throws JsonProcessingException {
    assertRefused(409, "in_use", "It is in use and cannot be changed or deleted.", reply);
  }
}
