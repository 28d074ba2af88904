package warren.service.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import warren.settings.Setting;

/** Every setting there is. Its variable is {@code WARREN_} and its name here. */
public enum ServiceSetting implements Setting {
  AMQP_URI("amqp://guest:guest@127.0.0.1:5672", "the broker; `amqps://` for TLS", true),
  DB_URL(null, "the database, `jdbc:postgresql://host:port/name`"),
  DB_USER("warren", "its user"),
  DB_PASSWORD("", "its password", true),
  DB_POOL(
      "",
      "connections kept to the database; by default one for each thread but those for lookups, and"
          + " six"),
  DB_TIMEOUT("3s", "how long a request waits for a connection before it is answered 503"),
  SECRET(
      null,
      "at least 32 random characters, the same for all processes; signing keys are encrypted under it",
      true),
  REGISTRATION(
      "open", "who may create an account: `open`, `approval` (created disabled) or `closed`"),
  ADMIN_USERNAME("admin", "the first administrator, created when there is none"),
  ADMIN_PASSWORD("", "its password; generated and shown once if empty", true),
  TOKEN_ISSUER("warren", "the tokens' `iss`"),
  TOKEN_AUDIENCE("warren", "the tokens' `aud`"),
  TOKEN_TTL("15m", "how long a token lives if the request doesn't say"),
  TOKEN_MAX_TTL("24h", "the longest that a request may ask for; more is shortened to this"),
  SIGNING_KEY_ROTATION("30d", "how long a key signs tokens before the next one does"),
  ARGON2_MEMORY_KIB("19456", "Argon2id: memory in KiB"),
  ARGON2_ITERATIONS("2", "Argon2id: passes"),
  ARGON2_PARALLELISM("1", "Argon2id: lanes"),
  ARGON2_LIBRARY(
      "",
      "a libargon2 that computes it faster; by default the one of argon2-jvm; see [docs/passwords.md](docs/passwords.md#hashing-faster)"),
  HASH_THREADS("", "threads for operations that hash passwords; by default one a processor"),
  HASH_PREFETCH("32", "requests taken at a time from each of their queues"),
  HASH_WAITING("64", "requests that may wait for such a thread; further ones are answered 503"),
  LOOKUP_THREADS(
      "4",
      "threads for what looks up one account or token: one answers all that wait, the others stand in while it is held up"),
  THREADS("8", "threads for all other operations"),
  PREFETCH("64", "requests taken at a time from each of the queues of these two"),
  QUORUM_QUEUES("false", "`true` declares the request queues as quorum queues"),
  REPLY_TO_PATTERN("", "a regular expression that narrows where replies may be sent"),
  LEGACY_EXCHANGE(
      "",
      "direct exchange for requests and replies of callers that set no `reply_to`; see [docs/legacy-exchange.md](docs/legacy-exchange.md)"),
  EVENTS_EXCHANGE(
      "",
      "topic exchange to which domain events are published; see [docs/events.md](docs/events.md)"),
  TRUSTED_USERS(
      "",
      "broker users whose `client_ip` header is believed, separated by commas; by default the one in `WARREN_AMQP_URI`"),
  AUDIT_RETENTION("365d", "how long the audit is kept, at most `3650d`; it goes by whole months"),
  CLEANUP_INTERVAL(
      "1m", "how often what has outlived its time is removed, and keys are rotated; at most `30m`"),
  START_TIMEOUT("30s", "how long to wait at the start for the database and the broker"),
  DRAIN_TIMEOUT("10s", "how long requests in hand may take at the stop"),
  HEALTH_HOST("127.0.0.1", "where `/health/live`, `/health/ready` and `/metrics` are served"),
  HEALTH_PORT("9464", "and on which port");

  private final @Nullable String standard;
  private final String meaning;
  private final boolean secret;

  ServiceSetting(@Nullable String standard, String meaning) {
    this(standard, meaning, false);
  }

  ServiceSetting(@Nullable String standard, String meaning, boolean secret) {
    this.standard = standard;
    this.meaning = meaning;
    this.secret = secret;
  }

  @Override
  public @Nullable String defaultValue() {
    return standard;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public boolean secret() {
    return secret;
  }

  @Override
  public String toString() {
    return variable().toUpperCase(Locale.ROOT);
  }
}
