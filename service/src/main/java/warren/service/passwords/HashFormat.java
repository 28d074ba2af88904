package warren.service.passwords;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/** The formats of password hashes that an import accepts, as listed in docs/import.md. */
@SuppressWarnings("ImmutableEnumChecker") // the lists and readers do not change
enum HashFormat {
  ARGON2(
      "Argon2i, Argon2id",
      "argon2",
      List.of("$argon2i$", "$argon2id$"),
      "(?:v=(?:16|19)\\$)?m=(?<memory>\\d{1,7}),t=(?<passes>\\d{1,7}),p=(?<parallelism>\\d{1,3})"
          + "\\$[A-Za-z0-9+/]{11,128}\\$[A-Za-z0-9+/]{16,128}",
      Argon2Hash.LIMITS,
      Argon2Hash::read),

  BCRYPT(
      "bcrypt",
      "bcrypt$",
      List.of("$2a$", "$2b$", "$2y$"),
      "(?<cost>\\d\\d)\\$[./A-Za-z0-9]{53}",
      BcryptHash.LIMITS,
      BcryptHash::read),

  PBKDF2(
      "Django's pbkdf2_sha256",
      null,
      List.of("pbkdf2_sha256$"),
      "(?<iterations>\\d{1,7})\\$(?<salt>[^$\\p{C}]{1,128})\\$(?<digest>[A-Za-z0-9+/]{43}=)",
      Pbkdf2Hash.LIMITS,
      Pbkdf2Hash::read),

  UNUSABLE(
      "Django's unusable password",
      null,
      List.of("!"),
      "(?s:.*)",
      "treated like a line without a hash",
      hash -> new UnusablePassword());

  private final String title;
  private final @Nullable String djangoPrefix;
  private final List<String> prefixes;
  private final String limits;
  private final Pattern pattern;
  private final Function<Matcher, ImportedHash> reader;

  /**
   * Declares a format.
   *
   * @param title its name, for people
   * @param djangoPrefix text with which Django may precede such a hash; null if it adds none
   * @param prefixes the beginnings of such hashes
   * @param rest regular expression for the text after the prefix
   * @param limits the limits on parameters, for people
   * @param reader creates a hash from a match, in which the group {@code hash} omits Django's
   *     prefix; refuses parameters outside the limits
   */
  HashFormat(
      String title,
      @Nullable String djangoPrefix,
      List<String> prefixes,
      String rest,
      String limits,
      Function<Matcher, ImportedHash> reader) {
    this.title = title;
    this.djangoPrefix = djangoPrefix;
    this.prefixes = prefixes;
    this.limits = limits;
    this.pattern =
        Pattern.compile(
            "(?:%s)?(?<hash>(?<prefix>%s)%s)"
                .formatted(
                    Pattern.quote(djangoPrefix == null ? "" : djangoPrefix),
                    prefixes.stream().map(Pattern::quote).collect(Collectors.joining("|")),
                    rest));
    this.reader = reader;
  }

  String title() {
    return title;
  }

  @Nullable String djangoPrefix() {
    return djangoPrefix;
  }

  List<String> prefixes() {
    return prefixes;
  }

  String limits() {
    return limits;
  }

  /**
   * Reads a hash. Refused with {@code invalid_fields} if it is in none of the formats or its
   * parameters exceed the limits of its format.
   */
  static ImportedHash read(String text) {
    return Arrays.stream(values())
        .flatMap(format -> format.tryRead(text).stream())
        .findFirst()
        .orElseThrow(() -> refused("must be one of: " + titles()));
  }

  private Optional<ImportedHash> tryRead(String text) {
    return Optional.of(pattern.matcher(text)).filter(Matcher::matches).map(reader);
  }

  private static String titles() {
    return Arrays.stream(values()).map(HashFormat::title).collect(Collectors.joining(", "));
  }

  /** The refusal of parameters outside the limits. */
  RefusedException outsideLimits() {
    return refused("exceeds the limits of %s: %s".formatted(title, limits));
  }

  /** The refusal of a hash. */
  static RefusedException refused(String problem) {
    return new RefusedException(
        Refusal.ofField(ErrorCode.INVALID_FIELDS, "password_hash", problem));
  }
}
