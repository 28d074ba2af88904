package warren.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The closed list of refusals. Each has one status; programs compare the {@link #code}. */
public enum ErrorCode {
  /** The request can't be read: not a JSON object, not UTF-8, nested too deep, a key twice. */
  MALFORMED(400, "The request could not be read."),
  /** One field or more is missing or wrong; {@code fields} says which and why. */
  INVALID_FIELDS(400, "One or more fields are not valid."),
  /** The password may not be used; {@code fields} says why. */
  WEAK_PASSWORD(400, "The password may not be used."),
  /** A token is needed, and none that stands was sent. */
  UNAUTHENTICATED(401, "A valid login token is required."),
  /** The username or the password is wrong; which of them isn't told. */
  BAD_CREDENTIALS(401, "The username or the password is wrong."),
  /** The caller is known, but may not do this. */
  FORBIDDEN(403, "You are not allowed to do this."),
  /** The account is banned. */
  BANNED(403, "This account is banned."),
  /** The account has not been enabled yet, or was disabled. */
  NOT_ENABLED(403, "This account is not enabled."),
  /** No such account. */
  UNKNOWN_ACCOUNT(404, "There is no such account."),
  /** No such role. */
  UNKNOWN_ROLE(404, "There is no such role."),
  /** No such permission. */
  UNKNOWN_PERMISSION(404, "There is no such permission."),
  /** No such group. */
  UNKNOWN_GROUP(404, "There is no such group."),
  /** Another account has this username. */
  USERNAME_TAKEN(409, "This username is taken."),
  /** Another account has this e-mail address. */
  EMAIL_TAKEN(409, "This e-mail address is taken."),
  /** Another role, permission or group has this name. */
  NAME_TAKEN(409, "This name is taken."),
  /** It is built in, or something still refers to it. */
  IN_USE(409, "This is in use and can't be changed so."),
  /** No enabled, unbanned administrator would be left. */
  LAST_ADMINISTRATOR(409, "The last administrator can't be taken away."),
  /** The message_id was used before with another body. */
  MESSAGE_ID_REUSED(409, "This message_id was used before with another body."),
  /** The body is larger than 64 KiB. */
  TOO_LARGE(413, "The body is larger than 64 KiB."),
  /** The content type is not JSON. */
  UNSUPPORTED_TYPE(415, "The body must be application/json in UTF-8."),
  /** Too many tries; {@code retry_after_ms} says when to come again. */
  THROTTLED(429, "Too many tries."),
  /** A fault of the service. */
  INTERNAL(500, "The service failed on this request."),
  /** Something that the service needs is down, or it has more to do than it can; try again. */
  UNAVAILABLE(503, "The service can't answer this now."),
  /** The deadline that the caller set had passed when the request was taken up. */
  DEADLINE_PASSED(504, "The deadline passed before the request was taken up.");

  /** Those by which any request may be refused, whatever its operation. */
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

  /** The {@code status_code} that replies with this code carry. */
  public int status() {
    return status;
  }

  /** The code on the wire, e.g. {@code username_taken}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with that {@link #code} on the wire. */
  public static Optional<ErrorCode> find(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** What is said to people where nothing more precise is known. */
  public String sentence() {
    return sentence;
  }

  /** This refusal, in its own sentence. */
  public Refusal refusal() {
    return Refusal.of(this, sentence);
  }
}
