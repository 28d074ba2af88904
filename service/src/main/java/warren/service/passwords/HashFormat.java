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

  BCRYPT_SHA256(
      "Django's bcrypt_sha256",
      null,
      List.of("bcrypt_sha256$$2a$", "bcrypt_sha256$$2b$", "bcrypt_sha256$$2y$"),
      "(?<cost>\\d\\d)\\$[./A-Za-z0-9]{53}",
      BcryptHash.LIMITS,
      BcryptHash::readSha256),

  SHA2_CRYPT(
      "crypt(3) with SHA-256 or SHA-512",
      null,
      List.of("$5$", "$6$"),
      "(?:rounds=(?<rounds>\\d{1,9})\\$)?[./A-Za-z0-9]{1,16}"
          + "\\$(?<digest>[./A-Za-z0-9]{43}|[./A-Za-z0-9]{86})",
      Sha2CryptHash.LIMITS,
      Sha2CryptHash::read),

  PBKDF2_DJANGO(
      "Django's pbkdf2_sha256, pbkdf2_sha1",
      null,
      List.of("pbkdf2_sha256$", "pbkdf2_sha1$"),
      "(?<iterations>\\d{1,9})\\$" + Part.TEXT_SALT + Part.BASE64_DIGEST,
      Pbkdf2Hash.LIMITS,
      Pbkdf2Hash::readDjango),

  PBKDF2_WERKZEUG(
      "Werkzeug's pbkdf2",
      null,
      List.of("pbkdf2:sha1:", "pbkdf2:sha256:", "pbkdf2:sha512:"),
      "(?<iterations>\\d{1,9})\\$" + Part.TEXT_SALT + Part.HEX_DIGEST,
      Pbkdf2Hash.LIMITS,
      Pbkdf2Hash::readWerkzeug),

  PBKDF2_PHC(
      "PBKDF2 in PHC's or passlib's form",
      null,
      List.of("$pbkdf2$", "$pbkdf2-sha1$", "$pbkdf2-sha256$", "$pbkdf2-sha512$"),
      "(?:i=)?(?<iterations>\\d{1,9})(?:,l=\\d{1,3})?\\$(?<salt>[A-Za-z0-9+/.]{1,200}={0,2})"
          + "\\$"
          + Part.BASE64_DIGEST,
      Pbkdf2Hash.LIMITS,
      Pbkdf2Hash::readPhc),

  PBKDF2_ASP_NET(
      "ASP.NET Core Identity, version 3",
      null,
      List.of("AQAAAA"),
      "[A-Za-z0-9+/]{1,500}={0,2}",
      Pbkdf2Hash.LIMITS,
      Pbkdf2Hash::readAspNet),

  SCRYPT_DJANGO(
      "Django's scrypt",
      null,
      List.of("scrypt$"),
      "(?<n>\\d{1,9})\\$"
          + Part.TEXT_SALT
          + "(?<r>\\d{1,5})\\$(?<p>\\d{1,5})\\$"
          + Part.BASE64_DIGEST,
      Scrypt.LIMITS,
      ScryptHash::readDjango),

  SCRYPT_WERKZEUG(
      "Werkzeug's scrypt",
      null,
      List.of("scrypt:"),
      "(?<n>\\d{1,9}):(?<r>\\d{1,5}):(?<p>\\d{1,5})\\$" + Part.TEXT_SALT + Part.HEX_DIGEST,
      Scrypt.LIMITS,
      ScryptHash::readWerkzeug),

  FIREBASE(
      "Firebase's scrypt",
      null,
      List.of("firebase_scrypt$"),
      "(?<rounds>\\d{1,5})\\$(?<memCost>\\d{1,2})\\$(?<key>[A-Za-z0-9+/]{1,200}={0,2})"
          + "\\$(?<separator>[A-Za-z0-9+/]{0,200}={0,2})\\$(?<salt>[A-Za-z0-9+/]{1,200}={0,2})\\$"
          + Part.BASE64_DIGEST,
      Scrypt.LIMITS,
      FirebaseHash::read),

  PHPASS(
      "phpass",
      null,
      List.of("$P$", "$H$"),
      "(?<cost>[./A-Za-z0-9])(?<salt>[./A-Za-z0-9]{8})(?<digest>[./A-Za-z0-9]{22})",
      PhpassHash.LIMITS,
      PhpassHash::read),

  SALTED_SHA(
      "LDAP's salted SHA",
      null,
      List.of("{SSHA}", "{SSHA256}", "{SSHA512}"),
      "(?<digest>[A-Za-z0-9+/]{1,400}={0,2})",
      "none",
      SaltedShaHash::read),

  UNUSABLE(
      "Django's unusable password",
      null,
      List.of("!"),
      "(?s:.*)",
      "treated like a line without a hash",
      hash -> new UnusablePassword());

  /** Parts of the regular expressions. */
  private static final class Part {
    static final String TEXT_SALT = "(?<salt>[^$\\p{C}]{1,128})\\$";
    static final String BASE64_DIGEST = "(?<digest>[A-Za-z0-9+/.]{16,200}={0,2})";
    static final String HEX_DIGEST = "(?<digest>[0-9a-f]{32,128})";
  }

  /** A prefix with the name of the format, as of Spring Security and LDAP directories. */
  private static final Pattern NAME_IN_BRACES =
      Pattern.compile("^\\{(?!SSHA)[A-Za-z0-9@_.-]{1,40}\\}");

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
    var hash = NAME_IN_BRACES.matcher(text).replaceFirst("");
    if (hash.startsWith("$2x$")) {
      throw refused(
          "must not begin with $2x$: such hashes cover only parts of passwords that are not ASCII");
    }
    return Arrays.stream(values())
        .flatMap(format -> format.tryRead(hash).stream())
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
