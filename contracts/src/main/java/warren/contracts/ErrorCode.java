package warren.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The closed list of error codes. Each has one status; programs compare the {@link #code}. */
public enum ErrorCode {
  /**
   * The body cannot be read: it is not a JSON object, not in UTF-8, nested too deeply, or contains
   * a key twice.
   */
  MALFORMED(400, "The request could not be read."),
  /** At least one field is missing or invalid; {@code fields} contains the reasons. */
  INVALID_FIELDS(400, "One or more fields are not valid."),
  /** The new password does not meet the rules; {@code fields} contains the reasons. */
  WEAK_PASSWORD(400, "The password may not be used."),
  /** The operation requires an active token, and the request contains none. */
  UNAUTHENTICATED(401, "A valid access token is required."),
  /** The user name or the password is wrong; the reply does not reveal which. */
  BAD_CREDENTIALS(401, "The username or the password is wrong."),
  /** The account lacks the permission for this request. */
  FORBIDDEN(403, "You are not allowed to do this."),
  /** The account is banned. */
  BANNED(403, "This account is banned."),
  /** The account has not been enabled yet, or has been disabled. */
  NOT_ENABLED(403, "This account is not enabled."),
  /** The account does not exist. */
  UNKNOWN_ACCOUNT(404, "There is no such account."),
  /** The role does not exist. */
  UNKNOWN_ROLE(404, "There is no such role."),
  /** The permission does not exist. */
  UNKNOWN_PERMISSION(404, "There is no such permission."),
  /** The group does not exist. */
  UNKNOWN_GROUP(404, "There is no such group."),
  /** Another account has this user name. */
  USERNAME_TAKEN(409, "This username is taken."),
  /** Another account has this e-mail address. */
  EMAIL_TAKEN(409, "This e-mail address is taken."),
  /** Another role, permission or group has this name. */
  NAME_TAKEN(409, "This name is taken."),
  /** The object is built in, or other objects still refer to it. */
  IN_USE(409, "It is in use and cannot be changed or deleted."),
  /** The request would leave the service without an enabled, unbanned administrator. */
  LAST_ADMINISTRATOR(409, "The last administrator cannot be removed."),
  /** The {@code message_id} was used before with another body. */
  MESSAGE_ID_REUSED(409, "This message_id was used before with another body."),
  /**
   * The body is larger than {@value Headers#MAX_BODY_KIB} KiB, or properties and headers are larger
   * than {@value Headers#MAX_PROPERTIES_KIB} KiB.
   */
  TOO_LARGE(413, "The body is larger than " + Headers.MAX_BODY_KIB + " KiB."),
  /** The content type is not JSON in UTF-8. */
  UNSUPPORTED_TYPE(415, "The body must be application/json in UTF-8."),
  /** Too many attempts; {@code retry_after_ms} contains the time until the next one. */
  THROTTLED(429, "Too many attempts."),
  /** The service failed because of an error in its program. */
  INTERNAL(500, "The service failed on this request."),
  /** The service is overloaded, or its database or broker is not available; try again. */
  UNAVAILABLE(503, "The service is not available now."),
  /** The deadline of the request passed before its execution began. */
  DEADLINE_PASSED(504, "The deadline passed before the execution of the request began.");

  /** The error codes with which a request of any operation may be refused. */
  public static final Set<ErrorCode> OF_ANY_REQUEST =
      Set.of(
          MALFORMED,
          INVALID_FIELDS,
          TOO_LARGE,
          UNSUPPORTED_TYPE,
          INTERNAL,
          UNAVAILABLE,
          DEADLINE_PASSED);

  private static final Map<String, ErrorCode> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ErrorCode::code, Function.identity()));

  private final int status;
  private final String sentence;

  ErrorCode(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /** The {@code status_code} of replies with this code. */
  public int status() {
    return status;
  }

  /** The code in a reply, for example {@code username_taken}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the error code with this {@link #code}. */
  public static Optional<ErrorCode> find(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** The message for people, unless a more precise one is known. */
  public String sentence() {
    return sentence;
  }

  /** A refusal with this code and its {@link #sentence}. */
  public Refusal refusal() {
    return Refusal.of(this, sentence);
  }
}
