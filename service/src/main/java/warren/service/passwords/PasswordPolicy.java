package warren.service.passwords;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.fields.NewPassword;
import warren.service.config.CommonPasswordRule;
import warren.service.config.ServiceSetting;
import warren.service.config.Settings;
import warren.service.identity.NameKey;

/**
 * The rules for new passwords: the limits of {@link NewPassword}, or a configured minimum length;
 * not common, unless this is allowed; not the user name or e-mail address (OWASP ASVS 5.0, 6.2).
 * Character classes are not required. Thread-safe.
 */
final class PasswordPolicy {
  private static final Logger log = LoggerFactory.getLogger(PasswordPolicy.class);

  private static final String TOO_LARGE =
      "must have at most %d characters and %d bytes"
          .formatted(NewPassword.MAX_LENGTH, NewPassword.MAX_BYTES);

  private final int minLength;
  private final Set<String> common;

  PasswordPolicy(Settings.PasswordRules rules) {
    this.minLength = rules.minLength();
    this.common = rules.common() == CommonPasswordRule.REFUSE ? load() : Set.of();
    if (minLength < NewPassword.MIN_LENGTH) {
      log.warn(
          "{} is {}: passwords with fewer than {} characters are easy to guess",
          ServiceSetting.PASSWORD_MIN_LENGTH.variable(),
          minLength,
          NewPassword.MIN_LENGTH);
    }
  }

  private static Set<String> load() {
    var stream = PasswordPolicy.class.getResourceAsStream("common-passwords.txt");
    if (stream == null) {
      throw new IllegalStateException("the resource common-passwords.txt is missing");
    }
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether a password, as entered, is larger than every accepted one. Such a password is not
   * normalised, because the time for that grows with the square of the size.
   */
  static boolean isTooLarge(Secret password) {
    return password.reveal().length() > NewPassword.MAX_BYTES
        || utf8Length(password.reveal()) > NewPassword.MAX_BYTES;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The NFKC form of a password, which is hashed: keyboards compose characters differently. */
  static String normalize(Secret password) {
    if (isTooLarge(password)) {
      throw new IllegalArgumentException("the password is too large");
    }
    return Normalizer.normalize(password.reveal(), Normalizer.Form.NFKC);
  }

  /** Whether two passwords are the same to this service. */
  static boolean areEqual(Secret one, Secret other) {
    return !isTooLarge(one) && !isTooLarge(other) && normalize(one).equals(normalize(other));
  }

  /**
   * Refuses with {@code weak_password} a password that violates the rules.
   *
   * @param field the field of the request that contains the password
   * @param email the e-mail address of the account, if any
   */
  void check(String field, Secret password, String username, @Nullable String email) {
    var problems =
        isTooLarge(password) ? List.of(TOO_LARGE) : problems(normalize(password), username, email);
    if (!problems.isEmpty()) {
      throw new RefusedException(
          Refusal.ofFields(ErrorCode.WEAK_PASSWORD, Map.of(field, problems)));
    }
  }

  private List<String> problems(String password, String username, @Nullable String email) {
    List<String> problems = new ArrayList<>();
    var length = password.codePointCount(0, password.length());
    if (length < minLength) {
      problems.add("must have at least " + minLength + " characters");
    }
    if (length > NewPassword.MAX_LENGTH || utf8Length(password) > NewPassword.MAX_BYTES) {
      problems.add(TOO_LARGE);
    }
    var key = NameKey.of(password);
    if (common.contains(key)) {
      problems.add("is one of the most common passwords");
    }
    if (key.equals(NameKey.of(username)) || (email != null && key.equals(NameKey.of(email)))) {
      problems.add("must not be the username or the e-mail address");
    }
    return problems;
  }
}
