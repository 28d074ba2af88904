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
import warren.settings.Values;

/** All settings, checked. Immutable; prints no secret. */
public record Settings(
    Amqp amqp,
    Database database,
    Lanes lanes,
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
    public boolean tellsEvents() {
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
  public record Lanes(
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
    var values = values(variables);
    var lanes = lanes(values);
    var cleanup = cleanup(values);
    var settings =
        new Settings(
            BrokerSettings.of(values),
            DatabaseSettings.of(values, lanes),
            lanes,
            tokens(values, cleanup),
            argon2(values),
            values.choice(Key.REGISTRATION, Registration.class),
            administrator(values),
            new Health(values.text(Key.HEALTH_HOST), values.number(Key.HEALTH_PORT, 0, 65535)),
            secret(values),
            cleanup,
            values.duration(Key.START_TIMEOUT),
            values.duration(Key.DRAIN_TIMEOUT));
    values.throwIfWrong();
    return settings;
  }

  /**
   * The broker's address alone, for those who need no more.
   *
   * @throws SettingsException if it is wrong, or any setting unknown
   */
  public static Secret broker(Map<String, String> variables) {
    var values = values(variables);
    var uri = BrokerSettings.uri(values);
    values.throwIfWrong();
    return uri;
  }

  private static Values values(Map<String, String> variables) {
    return new Values(variables, List.of(Key.values()), name -> name.startsWith(GATEWAYS_PREFIX));
  }

  private static Lanes lanes(Values values) {
    return new Lanes(
        values.numberOr(Key.HASH_THREADS, Runtime.getRuntime().availableProcessors(), 1, 256),
        values.number(Key.HASH_PREFETCH, 1, 65535),
        values.number(Key.HASH_WAITING, 1, 65535),
        values.number(Key.LOOKUP_THREADS, 1, 256),
        values.number(Key.THREADS, 1, 256),
        values.number(Key.PREFETCH, 1, 65535));
  }

  /** Every process must see the next key, and the audit the next month, before they are needed. */
  private static Cleanup cleanup(Values values) {
    return new Cleanup(
        values.duration(Key.CLEANUP_INTERVAL, "30m"),
        values.duration(Key.AUDIT_RETENTION, "3650d"));
  }

  private static Tokens tokens(Values values, Cleanup cleanup) {
    var ttl = values.duration(Key.TOKEN_TTL);
    var maxTtl = values.duration(Key.TOKEN_MAX_TTL);
    if (values.right(Key.TOKEN_TTL, Key.TOKEN_MAX_TTL) && ttl.compareTo(maxTtl) > 0) {
      values.problem(Key.TOKEN_TTL, "must not be longer than " + Key.TOKEN_MAX_TTL.variable());
    }
    return new Tokens(
        values.text(Key.TOKEN_ISSUER),
        values.text(Key.TOKEN_AUDIENCE),
        ttl,
        maxTtl,
        keyRotation(values, cleanup));
  }

  private static Duration keyRotation(Values values, Cleanup cleanup) {
    var rotation = values.duration(Key.SIGNING_KEY_ROTATION);
    if (values.right(Key.SIGNING_KEY_ROTATION, Key.CLEANUP_INTERVAL)
        && rotation.compareTo(cleanup.interval().multipliedBy(2)) < 0) {
      values.problem(
          Key.SIGNING_KEY_ROTATION,
          "must be at least twice as long as " + Key.CLEANUP_INTERVAL.variable());
    }
    return rotation;
  }

  private static Argon2 argon2(Values values) {
    var argon2 =
        new Argon2(
            values.number(Key.ARGON2_MEMORY_KIB, 8, 4 * 1024 * 1024),
            values.number(Key.ARGON2_ITERATIONS, 1, 100),
            values.number(Key.ARGON2_PARALLELISM, 1, 64),
            values.file(Key.ARGON2_LIBRARY));
    if (values.right(Key.ARGON2_MEMORY_KIB, Key.ARGON2_PARALLELISM)
        && argon2.memoryKib() < 8 * argon2.parallelism()) {
      values.problem(Key.ARGON2_MEMORY_KIB, "must be at least 8 for each of the lanes");
    }
    return argon2;
  }

  private static Administrator administrator(Values values) {
    var username = values.text(Key.ADMIN_USERNAME);
    if (values.right(Key.ADMIN_USERNAME)) {
      username = checkedUsername(values, username);
    }
    return new Administrator(username, values.secret(Key.ADMIN_PASSWORD));
  }

  /** As the contract has usernames: an administrator who can't log in is none. */
  private static String checkedUsername(Values values, String username) {
    var request =
        JsonNodeFactory.instance.objectNode().put("username", username).put("password", "");
    try {
      return RecordReader.of(AccountCreateRequest.class).read(request).username();
    } catch (RefusedException e) {
      values.problem(Key.ADMIN_USERNAME, String.join(", ", problems(e.refusal())));
      return username;
    }
  }

  private static List<String> problems(Refusal refusal) {
    var fields = Objects.requireNonNull(refusal.fields());
    return fields.values().stream().flatMap(List::stream).toList();
  }

  private static ServerSecret secret(Values values) {
    var secret = values.secret(Key.SECRET);
    if (values.right(Key.SECRET) && secret.reveal().length() < 32) {
      values.problem(Key.SECRET, "must have at least 32 characters");
    }
    return new ServerSecret(secret);
  }
}
