package warren.service.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.access.GroupCreateRequest;
import warren.settings.BrokerUri;
import warren.settings.RateLimit;
import warren.settings.Setting;
import warren.settings.SettingsException;
import warren.settings.SettingsReader;

/** All settings of the service, checked. Immutable; prints no secret. */
public record Settings(
    Amqp amqp,
    Database database,
    Bulkheads bulkheads,
    Tokens tokens,
    Argon2 argon2,
    PasswordRules passwordRules,
    Registration registration,
    Creation creation,
    Administrator administrator,
    List<GroupCreateRequest> initialGroups,
    Health health,
    ServerSecret secret,
    Cleanup cleanup,
    boolean auditReads,
    UnknownFieldRule unknownFields,
    Duration startTimeout,
    Duration drainTimeout) {

  /** The prefix of the gateway's variables; service and gateway can share an environment. */
  private static final String GATEWAY_PREFIX = Setting.PREFIX + "HTTP_";

  /**
   * The broker.
   *
   * @param queueType null for the default of the vhost
   * @param replyToPattern null if every {@code reply_to} is accepted
   * @param legacyExchange null if callers without {@code reply_to} get no reply
   * @param eventsExchange null if events are not published
   */
  public record Amqp(
      Secret uri,
      @Nullable QueueType queueType,
      @Nullable Pattern replyToPattern,
      @Nullable String legacyExchange,
      @Nullable String eventsExchange,
      Set<String> trustedUsers) {
    /** Whether events are published. */
    public boolean publishesEvents() {
      return eventsExchange != null;
    }
  }

  /** The database. */
  public record Database(String url, String user, Secret password, int pool, Duration timeout) {
    /** The same database with a pool for a command, which does not work in parallel. */
    public Database small() {
      return new Database(url, user, password, 2, timeout);
    }
  }

  /** The sizes of the bulkheads: worker threads, prefetch, pending requests and their time. */
  public record Bulkheads(
      int hashThreads,
      int hashWaiting,
      Duration loginQueueTime,
      int lookupThreads,
      int threads,
      int prefetch) {}

  /** The claims and lifetimes of tokens. */
  public record Tokens(
      String issuer, String audience, Duration ttl, Duration maxTtl, Duration keyRotation) {}

  /**
   * The parameters of Argon2id and the library that computes it.
   *
   * @param library null for the library in argon2-jvm
   * @param nativeFolder the folder for unpacked native libraries; null if it is not configured
   */
  public record Argon2(
      int memoryKib,
      int iterations,
      int parallelism,
      @Nullable Path library,
      @Nullable Path nativeFolder) {}

  /** The configurable rules for new passwords. */
  public record PasswordRules(int minLength, CommonPasswordRule common) {}

  /**
   * The creation of accounts.
   *
   * @param limit null if the attempts without a permission are not limited
   * @param privacy whether replies conceal that an e-mail address is taken
   */
  public record Creation(
      @Nullable RateLimit limit, boolean privacy, UsernameScripts usernameScripts) {}

  /** The first administrator; if the password is empty, one is generated. */
  public record Administrator(String username, Secret password) {}

  /** The interval of housekeeping, and the retention of the audit log. */
  public record Cleanup(Duration interval, Duration auditRetention) {}

  /** The address of the health and metrics endpoint. */
  public record Health(String host, int port) {}

  /**
   * Reads the {@code WARREN_*} variables. Other variables are ignored.
   *
   * @throws SettingsException naming every variable that is unknown, missing or wrong
   */
  public static Settings of(Map<String, String> variables) {
    var reader = reader(variables);
    reader.check(ServiceSetting.ALL);
    Contradictions.check(reader);
    reader.throwIfWrong();
    return new Settings(
        amqp(reader),
        database(reader),
        bulkheads(reader),
        tokens(reader),
        argon2(reader),
        new PasswordRules(
            reader.get(ServiceSetting.PASSWORD_MIN_LENGTH),
            reader.get(ServiceSetting.PASSWORD_COMMON)),
        reader.get(ServiceSetting.REGISTRATION),
        new Creation(
            reader.get(ServiceSetting.CREATION_LIMIT).orElse(null),
            reader.get(ServiceSetting.REGISTRATION_PRIVACY),
            reader.get(ServiceSetting.USERNAME_SCRIPTS)),
        new Administrator(
            reader.get(ServiceSetting.ADMIN_USERNAME), reader.get(ServiceSetting.ADMIN_PASSWORD)),
        reader.get(ServiceSetting.HTTP_DJANGO_GROUPS),
        new Health(reader.get(ServiceSetting.HEALTH_HOST), reader.get(ServiceSetting.HEALTH_PORT)),
        new ServerSecret(
            reader.get(ServiceSetting.SECRET), reader.get(ServiceSetting.SECRET_PREVIOUS)),
        new Cleanup(
            reader.get(ServiceSetting.CLEANUP_INTERVAL),
            reader.get(ServiceSetting.AUDIT_RETENTION)),
        reader.get(ServiceSetting.AUDIT_READS),
        reader.get(ServiceSetting.UNKNOWN_FIELDS),
        reader.get(ServiceSetting.START_TIMEOUT),
        reader.get(ServiceSetting.DRAIN_TIMEOUT));
  }

  /**
   * Reads only the URI of the broker; the values of other settings are not checked.
   *
   * @throws SettingsException if the URI is wrong, or a variable is unknown
   */
  public static Secret broker(Map<String, String> variables) {
    var reader = reader(variables);
    reader.check(List.of(ServiceSetting.AMQP_URI));
    reader.throwIfWrong();
    return reader.get(ServiceSetting.AMQP_URI);
  }

  private static SettingsReader reader(Map<String, String> variables) {
    return new SettingsReader(variables, ServiceSetting.ALL, Settings::isOfTheGateway);
  }

  private static boolean isOfTheGateway(String variable) {
    return variable.startsWith(GATEWAY_PREFIX)
        && !variable.equals(ServiceSetting.HTTP_DJANGO_GROUPS.variable());
  }

  private static Amqp amqp(SettingsReader reader) {
    var uri = reader.get(ServiceSetting.AMQP_URI);
    var trusted = reader.get(ServiceSetting.TRUSTED_USERS);
    return new Amqp(
        uri,
        reader.get(ServiceSetting.QUEUE_TYPE).orElse(null),
        reader.get(ServiceSetting.REPLY_TO_PATTERN).orElse(null),
        reader.get(ServiceSetting.LEGACY_EXCHANGE).orElse(null),
        reader.get(ServiceSetting.EVENTS_EXCHANGE).orElse(null),
        trusted.isEmpty() ? Set.of(BrokerUri.userOf(uri)) : trusted);
  }

  private static Database database(SettingsReader reader) {
    var bulkheads = bulkheads(reader);
    return new Database(
        reader.get(ServiceSetting.DB_URL),
        reader.get(ServiceSetting.DB_USER),
        reader.get(ServiceSetting.DB_PASSWORD),
        // six more: four for lookups, one for housekeeping and one for health checks, so that these
        // never wait for requests
        reader
            .get(ServiceSetting.DB_POOL)
            .orElse(bulkheads.threads() + bulkheads.hashThreads() + 6),
        reader.get(ServiceSetting.DB_TIMEOUT));
  }

  private static Bulkheads bulkheads(SettingsReader reader) {
    return new Bulkheads(
        reader
            .get(ServiceSetting.HASH_THREADS)
            .orElseGet(Runtime.getRuntime()::availableProcessors),
        reader.get(ServiceSetting.HASH_WAITING),
        reader.get(ServiceSetting.LOGIN_QUEUE_TIME),
        reader.get(ServiceSetting.LOOKUP_THREADS),
        reader.get(ServiceSetting.THREADS),
        reader.get(ServiceSetting.PREFETCH));
  }

  private static Tokens tokens(SettingsReader reader) {
    return new Tokens(
        reader.get(ServiceSetting.TOKEN_ISSUER),
        reader.get(ServiceSetting.TOKEN_AUDIENCE),
        reader.get(ServiceSetting.TOKEN_TTL),
        reader.get(ServiceSetting.TOKEN_MAX_TTL),
        reader.get(ServiceSetting.SIGNING_KEY_ROTATION));
  }

  private static Argon2 argon2(SettingsReader reader) {
    return new Argon2(
        reader.get(ServiceSetting.ARGON2_MEMORY_KIB),
        reader.get(ServiceSetting.ARGON2_ITERATIONS),
        reader.get(ServiceSetting.ARGON2_PARALLELISM),
        reader.get(ServiceSetting.ARGON2_LIBRARY).orElse(null),
        reader.get(ServiceSetting.NATIVE_DIR).orElse(null));
  }
}
