package warren.service.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.json.RecordReader;
import warren.settings.Setting;
import warren.settings.SettingsException;
import warren.settings.SettingsReader;

/** All settings, checked. Immutable; prints no secret. */
public record Settings(
    Amqp amqp,
    Database database,
    Bulkheads bulkheads,
    Tokens tokens,
    Argon2 argon2,
    Registration registration,
    Administrator administrator,
    Health health,
    ServerSecret secret,
    Cleanup cleanup,
    Duration startTimeout,
    Duration drainTimeout) {

  /** What the gateway's own variables begin with: both may stand in one environment. */
  private static final String GATEWAYS_PREFIX = Setting.PREFIX + "HTTP_";

  /** The broker, and what is kept to on it. */
  public record Amqp(
      Secret uri,
      boolean quorumQueues,
      @Nullable Pattern replyToPattern,
      @Nullable String legacyExchange,
      @Nullable String eventsExchange,
      Set<String> trustedUsers) {
    /** Whether anybody publishes what has happened. */
    public boolean publishesEvents() {
      return eventsExchange != null;
    }
  }

  /** The database. */
  public record Database(String url, String user, Secret password, int pool, Duration timeout) {
    /** The same for a command, which does one thing after the other. */
    public Database small() {
      return new Database(url, user, password, 2, timeout);
    }
  }

  /** How much is done at a time. */
  public record Bulkheads(
      int hashThreads,
      int hashPrefetch,
      int hashWaiting,
      int lookupThreads,
      int threads,
      int prefetch) {}

  /** What tokens say, and how long they live. */
  public record Tokens(
      String issuer, String audience, Duration ttl, Duration maxTtl, Duration keyRotation) {}

  /**
   * Parameters of Argon2id, and what computes it.
   *
   * @param library null for the library that comes with argon2-jvm
   */
  public record Argon2(int memoryKib, int iterations, int parallelism, @Nullable Path library) {}

  /** The first administrator; an empty password is to be generated. */
  public record Administrator(String username, Secret password) {}

  /** What is removed when. */
  public record Cleanup(Duration interval, Duration auditRetention) {}

  /** Where health and metrics are served. */
  public record Health(String host, int port) {}

  /**
   * Reads the {@code WARREN_*} variables among these; others don't matter.
   *
   * @throws SettingsException naming everything that is unknown, missing or wrong
   */
  public static Settings of(Map<String, String> variables) {
    var reader = reader(variables);
    var bulkheads = bulkheads(reader);
    var cleanup = cleanup(reader);
    var settings =
        new Settings(
            BrokerSettings.of(reader),
            DatabaseSettings.of(reader, bulkheads),
            bulkheads,
            tokens(reader, cleanup),
            argon2(reader),
            reader.choice(ServiceSetting.REGISTRATION, Registration.class),
            administrator(reader),
            new Health(
                reader.text(ServiceSetting.HEALTH_HOST),
                reader.number(ServiceSetting.HEALTH_PORT, 0, 65535)),
            secret(reader),
            cleanup,
            reader.duration(ServiceSetting.START_TIMEOUT),
            reader.duration(ServiceSetting.DRAIN_TIMEOUT));
    reader.throwIfWrong();
    return settings;
  }

  /**
   * The broker's address alone, for those who need no more.
   *
   * @throws SettingsException if it is wrong, or any setting unknown
   */
  public static Secret broker(Map<String, String> variables) {
    var reader = reader(variables);
    var uri = BrokerSettings.uri(reader);
    reader.throwIfWrong();
    return uri;
  }

  private static SettingsReader reader(Map<String, String> variables) {
    return new SettingsReader(
        variables, List.of(ServiceSetting.values()), name -> name.startsWith(GATEWAYS_PREFIX));
  }

  private static Bulkheads bulkheads(SettingsReader reader) {
    return new Bulkheads(
        reader.numberOr(
            ServiceSetting.HASH_THREADS, Runtime.getRuntime().availableProcessors(), 1, 256),
        reader.number(ServiceSetting.HASH_PREFETCH, 1, 65535),
        reader.number(ServiceSetting.HASH_WAITING, 1, 65535),
        reader.number(ServiceSetting.LOOKUP_THREADS, 1, 256),
        reader.number(ServiceSetting.THREADS, 1, 256),
        reader.number(ServiceSetting.PREFETCH, 1, 65535));
  }

  /** Every process must see the next key, and the audit the next month, before they are needed. */
  private static Cleanup cleanup(SettingsReader reader) {
    return new Cleanup(
        reader.duration(ServiceSetting.CLEANUP_INTERVAL, "30m"),
        reader.duration(ServiceSetting.AUDIT_RETENTION, "3650d"));
  }

  private static Tokens tokens(SettingsReader reader, Cleanup cleanup) {
    var ttl = reader.duration(ServiceSetting.TOKEN_TTL);
    var maxTtl = reader.duration(ServiceSetting.TOKEN_MAX_TTL);
    if (reader.right(ServiceSetting.TOKEN_TTL, ServiceSetting.TOKEN_MAX_TTL)
        && ttl.compareTo(maxTtl) > 0) {
      reader.problem(
          ServiceSetting.TOKEN_TTL,
          "must not be longer than " + ServiceSetting.TOKEN_MAX_TTL.variable());
    }
    return new Tokens(
        reader.text(ServiceSetting.TOKEN_ISSUER),
        reader.text(ServiceSetting.TOKEN_AUDIENCE),
        ttl,
        maxTtl,
        keyRotation(reader, cleanup));
  }

  private static Duration keyRotation(SettingsReader reader, Cleanup cleanup) {
    var rotation = reader.duration(ServiceSetting.SIGNING_KEY_ROTATION);
    if (reader.right(ServiceSetting.SIGNING_KEY_ROTATION, ServiceSetting.CLEANUP_INTERVAL)
        && rotation.compareTo(cleanup.interval().multipliedBy(2)) < 0) {
      reader.problem(
          ServiceSetting.SIGNING_KEY_ROTATION,
          "must be at least twice as long as " + ServiceSetting.CLEANUP_INTERVAL.variable());
    }
    return rotation;
  }

  private static Argon2 argon2(SettingsReader reader) {
    var argon2 =
        new Argon2(
            reader.number(ServiceSetting.ARGON2_MEMORY_KIB, 8, 4 * 1024 * 1024),
            reader.number(ServiceSetting.ARGON2_ITERATIONS, 1, 100),
            reader.number(ServiceSetting.ARGON2_PARALLELISM, 1, 64),
            reader.file(ServiceSetting.ARGON2_LIBRARY));
    if (reader.right(ServiceSetting.ARGON2_MEMORY_KIB, ServiceSetting.ARGON2_PARALLELISM)
        && argon2.memoryKib() < 8 * argon2.parallelism()) {
      reader.problem(ServiceSetting.ARGON2_MEMORY_KIB, "must be at least 8 for each of the lanes");
    }
    return argon2;
  }

  private static Administrator administrator(SettingsReader reader) {
    var username = reader.text(ServiceSetting.ADMIN_USERNAME);
    if (reader.right(ServiceSetting.ADMIN_USERNAME)) {
      username = checkedUsername(reader, username);
    }
    return new Administrator(username, reader.secret(ServiceSetting.ADMIN_PASSWORD));
  }

  /** As the contract has usernames: an administrator who can't log in is none. */
  private static String checkedUsername(SettingsReader reader, String username) {
    var request =
        JsonNodeFactory.instance.objectNode().put("username", username).put("password", "");
    try {
      return RecordReader.of(AccountCreateRequest.class).read(request).username();
    } catch (RefusedException e) {
      reader.problem(ServiceSetting.ADMIN_USERNAME, String.join(", ", problems(e.refusal())));
      return username;
    }
  }

  private static List<String> problems(Refusal refusal) {
    var fields = Objects.requireNonNull(refusal.fields());
    return fields.values().stream().flatMap(List::stream).toList();
  }

  private static ServerSecret secret(SettingsReader reader) {
    var secret = reader.secret(ServiceSetting.SECRET);
    if (reader.right(ServiceSetting.SECRET) && secret.reveal().length() < 32) {
      reader.problem(ServiceSetting.SECRET, "must have at least 32 characters");
    }
    return new ServerSecret(secret);
  }
}
