package warren.service.config;

import static warren.settings.SettingTypes.choice;
import static warren.settings.SettingTypes.duration;
import static warren.settings.SettingTypes.file;
import static warren.settings.SettingTypes.flag;
import static warren.settings.SettingTypes.folder;
import static warren.settings.SettingTypes.list;
import static warren.settings.SettingTypes.number;
import static warren.settings.SettingTypes.onOff;
import static warren.settings.SettingTypes.pattern;
import static warren.settings.SettingTypes.port;
import static warren.settings.SettingTypes.rateLimit;
import static warren.settings.SettingTypes.secret;
import static warren.settings.SettingTypes.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.access.GroupCreateRequest;
import warren.contracts.fields.NewPassword;
import warren.settings.BrokerUri;
import warren.settings.DjangoGroups;
import warren.settings.RateLimit;
import warren.settings.Setting;
import warren.settings.SettingType;

/** The settings of the service, in the order of the documentation. */
public final class ServiceSetting {
  private static final List<Setting<?>> DECLARED = new ArrayList<>();

  private static final int MAX_THREADS = 256;

  /** The protocol stores a prefetch count in 16 bits. */
  private static final int MAX_PREFETCH = 65_535;

  /** Leaves room for the excess in the prefetch. */
  private static final int MAX_WAITING = 60_000;

  public static final Setting<Secret> AMQP_URI = declare(BrokerUri.SETTING);
  public static final Setting<String> DB_URL =
      declare(
          "DB_URL",
          DatabaseUrl.TYPE,
          null,
          "URL of the PostgreSQL database, `jdbc:postgresql://host:port/name`");
  public static final Setting<String> DB_USER =
      declare("DB_USER", text(), "warren", "user name for the database");
  public static final Setting<Secret> DB_PASSWORD =
      declare("DB_PASSWORD", secret(), "", "password for the database");
  static final Setting<Optional<Integer>> DB_POOL =
      declare(
          "DB_POOL",
          number(2, 1000).optional(),
          "",
          "size of the connection pool; default: `WARREN_THREADS` + `WARREN_HASH_THREADS` + 6");
  static final Setting<Duration> DB_TIMEOUT =
      declare(
          "DB_TIMEOUT",
          duration("250ms", "1h"),
          "3s",
          "maximum time that a request waits for a database connection; then it is refused with"
              + " status 503");
  static final Setting<Secret> SECRET =
      declare(
          "SECRET",
          ServerSecret.TYPE,
          null,
          "random secret, such as the output of `openssl rand -base64 32`, the same for all"
              + " processes; signing keys are encrypted with a key derived from it");
  static final Setting<Optional<Secret>> SECRET_PREVIOUS =
      declare(
          "SECRET_PREVIOUS",
          ServerSecret.TYPE.optional(),
          "",
          "while `WARREN_SECRET` is being changed: the other secret, with which keys in the database"
              + " may also be encrypted; see [docs/keys.md](docs/keys.md#changing-warren_secret)");
  static final Setting<Registration> REGISTRATION =
      declare(
          "REGISTRATION",
          choice(Registration.values()),
          "open",
          "accounts that are created without a permission are enabled (`open`), disabled until an"
              + " administrator enables them (`approval`) or refused (`closed`)");
  static final Setting<Optional<RateLimit>> CREATION_LIMIT =
      declare(
          "CREATION_LIMIT",
          rateLimit(10_000, "1s", "24h"),
          "20/1h",
          "attempts to create an account without a permission, for each trusted client address, or"
              + " for each broker user if the address is unknown; also attempts of an account to"
              + " change its own user name or e-mail address; further attempts are refused with"
              + " status 429");
  static final Setting<Boolean> REGISTRATION_PRIVACY =
      declare(
          "REGISTRATION_PRIVACY",
          onOff(),
          "off",
          "whether the reply to an account creation without a permission is the same for an e-mail"
              + " address that is taken; see"
              + " [docs/accounts.md](docs/accounts.md#privacy-of-e-mail-addresses)");
  public static final Setting<Integer> PASSWORD_MIN_LENGTH =
      declare(
          "PASSWORD_MIN_LENGTH",
          number(1, NewPassword.MAX_LENGTH),
          Integer.toString(NewPassword.MIN_LENGTH),
          "minimum length of new passwords, in characters; a value below "
              + NewPassword.MIN_LENGTH
              + " is reported in the log at the start");
  static final Setting<CommonPasswordRule> PASSWORD_COMMON =
      declare(
          "PASSWORD_COMMON",
          choice(CommonPasswordRule.values()),
          "refuse",
          "refuse new passwords that are among the most common ones (`refuse`), or accept them"
              + " (`allow`)");
  static final Setting<UnknownFieldRule> UNKNOWN_FIELDS =
      declare(
          "UNKNOWN_FIELDS",
          choice(UnknownFieldRule.values()),
          "ignore",
          "fields of a request that its operation does not have are ignored; the reply to a write"
              + " lists them (`ignore`); or the request is refused (`refuse`)");
  static final Setting<UsernameScripts> USERNAME_SCRIPTS =
      declare(
          "USERNAME_SCRIPTS",
          choice(UsernameScripts.values()),
          "restricted",
          "refuse user names that mix scripts or look like a name in another script (`restricted`),"
              + " or accept them (`any`)");
  static final Setting<String> ADMIN_USERNAME =
      declare(
          "ADMIN_USERNAME",
          Username.TYPE,
          "admin",
          "user name of the first administrator, created if there is no administrator");
  public static final Setting<Secret> ADMIN_PASSWORD =
      declare(
          "ADMIN_PASSWORD",
          secret(),
          "",
          "password of the first administrator; if empty, it is generated and printed once");
  static final Setting<List<GroupCreateRequest>> HTTP_DJANGO_GROUPS = declare(DjangoGroups.SETTING);
  static final Setting<String> TOKEN_ISSUER =
      declare("TOKEN_ISSUER", text(), "warren", "`iss` claim of tokens");
  static final Setting<String> TOKEN_AUDIENCE =
      declare("TOKEN_AUDIENCE", text(), "warren", "`aud` claim of tokens");
  static final Setting<Duration> TOKEN_TTL =
      declare(
          "TOKEN_TTL",
          duration("365d"),
          "15m",
          "lifetime of a token if the request does not specify it");
  static final Setting<Duration> TOKEN_MAX_TTL =
      declare(
          "TOKEN_MAX_TTL",
          duration("365d"),
          "24h",
          "maximum lifetime of a token; a longer lifetime in a request is shortened to it");
  static final Setting<Duration> SIGNING_KEY_ROTATION =
      declare(
          "SIGNING_KEY_ROTATION",
          duration("365d"),
          "30d",
          "time after which the next key signs tokens; at least twice `WARREN_CLEANUP_INTERVAL`");
  static final Setting<Integer> ARGON2_MEMORY_KIB =
      declare(
          "ARGON2_MEMORY_KIB",
          number(8, 4 * 1024 * 1024),
          "19456",
          "Argon2id: memory in KiB; at least 8 × `WARREN_ARGON2_PARALLELISM`");
  static final Setting<Integer> ARGON2_ITERATIONS =
      declare("ARGON2_ITERATIONS", number(1, 100), "2", "Argon2id: number of passes");
  static final Setting<Integer> ARGON2_PARALLELISM =
      declare("ARGON2_PARALLELISM", number(1, 64), "1", "Argon2id: degree of parallelism");
  public static final Setting<Optional<Path>> ARGON2_LIBRARY =
      declare(
          "ARGON2_LIBRARY",
          file().optional(),
          "",
          "path of a faster libargon2; default: the one in argon2-jvm; see"
              + " [docs/passwords.md](docs/passwords.md#hashing-faster)");
  public static final Setting<Optional<Path>> NATIVE_DIR =
      declare(
          "NATIVE_DIR",
          folder().optional(),
          "",
          "writable folder, on a file system that permits execution, into which native libraries are"
              + " unpacked; default: none are unpacked if a build has put them beside its"
              + " jars; otherwise a temporary folder");
  static final Setting<Optional<Integer>> HASH_THREADS =
      declare(
          "HASH_THREADS",
          number(1, MAX_THREADS).optional(),
          "",
          "threads for operations that hash passwords; default: the number of processors");
  static final Setting<Integer> HASH_WAITING =
      declare(
          "HASH_WAITING",
          number(1, MAX_WAITING),
          "256",
          "requests that may wait for a thread that hashes passwords; if more arrive, requests of the"
              + " sender with the most waiting requests are refused with status 503");
  static final Setting<Duration> LOGIN_QUEUE_TIME =
      declare(
          "LOGIN_QUEUE_TIME",
          duration("100ms", "1h"),
          "5s",
          "maximum time that a request waits for a thread that hashes passwords; then it is refused"
              + " with status 503; see"
              + " [docs/passwords.md](docs/passwords.md#more-logins-than-can-be-hashed)");
  static final Setting<Integer> LOOKUP_THREADS =
      declare(
          "LOOKUP_THREADS",
          number(1, MAX_THREADS),
          "4",
          "threads for operations that look up one account or token: one thread handles all pending"
              + " requests together, the others replace it while it is blocked");
  static final Setting<Integer> THREADS =
      declare(
          "THREADS",
          number(1, MAX_THREADS),
          "8",
          "threads for operations that neither hash passwords nor look up one account or token");
  static final Setting<Integer> PREFETCH =
      declare(
          "PREFETCH",
          number(1, MAX_PREFETCH),
          "64",
          "prefetch of each queue of operations that do not hash passwords");
  static final Setting<Optional<QueueType>> QUEUE_TYPE =
      declare(
          "QUEUE_TYPE",
          choice(QueueType.values()).optional(),
          "",
          "type of the request queues that do not exist yet; if not set, the default of the vhost");
  static final Setting<Optional<Pattern>> REPLY_TO_PATTERN =
      declare(
          "REPLY_TO_PATTERN",
          pattern().optional(),
          "",
          "regular expression that the `reply_to` of every request must match");
  static final Setting<Optional<String>> LEGACY_EXCHANGE =
      declare(
          "LEGACY_EXCHANGE",
          ExchangeName.TYPE,
          "",
          "direct exchange for requests and replies of callers that set no `reply_to`; see"
              + " [docs/legacy-exchange.md](docs/legacy-exchange.md)");
  static final Setting<Optional<String>> EVENTS_EXCHANGE =
      declare(
          "EVENTS_EXCHANGE",
          ExchangeName.TYPE,
          "",
          "topic exchange to which domain events are published; see"
              + " [docs/events.md](docs/events.md)");
  static final Setting<Set<String>> TRUSTED_USERS =
      declare(
          "TRUSTED_USERS",
          list(),
          "",
          "broker users whose `client_ip` header is trusted, separated by commas; default: the"
              + " user in `WARREN_AMQP_URI`");
  static final Setting<Duration> AUDIT_RETENTION =
      declare(
          "AUDIT_RETENTION",
          duration("3650d"),
          "365d",
          "retention of the audit log; it is deleted by whole months");
  static final Setting<Boolean> AUDIT_READS =
      declare(
          "AUDIT_READS",
          flag(),
          "true",
          "whether reads of other people's personal data are recorded in the audit log; see"
              + " [docs/audit.md](docs/audit.md#reads)");

  // at most 30m: each process must see the next key, and the audit log the next month, in advance
  static final Setting<Duration> CLEANUP_INTERVAL =
      declare(
          "CLEANUP_INTERVAL",
          duration("30m"),
          "1m",
          "interval of housekeeping, which deletes expired records and rotates signing keys");
  static final Setting<Duration> START_TIMEOUT =
      declare(
          "START_TIMEOUT",
          duration("365d"),
          "30s",
          "maximum time to wait for the database and the broker at startup");
  static final Setting<Duration> DRAIN_TIMEOUT =
      declare(
          "DRAIN_TIMEOUT",
          duration("365d"),
          "10s",
          "maximum time to complete accepted requests at shutdown");
  static final Setting<String> HEALTH_HOST =
      declare("HEALTH_HOST", text(), "127.0.0.1", "address of the health and metrics endpoint");
  public static final Setting<Integer> HEALTH_PORT =
      declare(
          "HEALTH_PORT",
          port(),
          "9464",
          "port of the health and metrics endpoint; 0 selects a free port");

  /** All settings. */
  public static final List<Setting<?>> ALL = List.copyOf(DECLARED);

  private ServiceSetting() {}

  private static <T> Setting<T> declare(
      String name, SettingType<T> type, @Nullable String defaultValue, String meaning) {
    return declare(new Setting<>(name, type, defaultValue, meaning));
  }

  private static <T> Setting<T> declare(Setting<T> setting) {
    DECLARED.add(setting);
    return setting;
  }
}
