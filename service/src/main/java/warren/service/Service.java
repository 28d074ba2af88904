package warren.service;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.catalogue.ServiceCatalogue;
import warren.contracts.service.ServiceStatus;
import warren.contracts.service.ServiceStatusRequest;
import warren.service.access.AccessOperations;
import warren.service.access.InitialGroups;
import warren.service.access.Roles;
import warren.service.accounts.AccountOperations;
import warren.service.accounts.Administrators;
import warren.service.accounts.ErasureCompletion;
import warren.service.accounts.FirstAdministrator;
import warren.service.amqp.AmqpServer;
import warren.service.amqp.EventPublisher;
import warren.service.audit.AuditReader;
import warren.service.cleanup.AuditPartitions;
import warren.service.cleanup.Janitor;
import warren.service.config.MacKey;
import warren.service.config.Settings;
import warren.service.events.OutboxRelay;
import warren.service.health.HealthServer;
import warren.service.health.Readiness;
import warren.service.identity.RoleDefinitions;
import warren.service.moderation.ModerationOperations;
import warren.service.passwords.Libargon2;
import warren.service.passwords.Logins;
import warren.service.passwords.PasswordOperations;
import warren.service.passwords.Passwords;
import warren.service.passwords.Throttle;
import warren.service.rpc.AuditWriter;
import warren.service.rpc.Authenticator;
import warren.service.rpc.Handler;
import warren.service.rpc.Handlers;
import warren.service.rpc.Pipeline;
import warren.service.secrets.KeyEncryption;
import warren.service.secrets.MacKeys;
import warren.service.secrets.SecretChange;
import warren.service.sessions.Sessions;
import warren.service.store.Store;
import warren.service.tokens.SigningKeys;
import warren.service.tokens.TokenOperations;
import warren.settings.StartException;

/** The running service: creates all components in order, and closes them in reverse order. */
public final class Service implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Service.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Clock clock = Clock.systemUTC();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Settings settings;
  private Optional<FirstAdministrator> firstAdministrator = Optional.empty();
  private int healthPort;

  private Service(Settings settings) {
    this.settings = settings;
  }

  /**
   * Starts the service and returns when it is consuming every request queue.
   *
   * @throws StartException if a requirement is missing; the message is meant for the operator
   */
  public static Service start(Settings settings) {
    var service = new Service(settings);
    try {
      service.open();
      return service;
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  private void open() {
    // opens its first connection in the background, while the next steps run
    var definitions = new RoleDefinitions();
    var store = opened(new Store(settings.database(), clock, definitions::reloadIfOutdated));
    var argon2 = Libargon2.use(settings.argon2().library(), settings.argon2().nativeFolder());
    var passwords = new Passwords(settings.passwordRules(), settings.argon2(), metrics);
    requireReady(store, settings.startTimeout());
    var roles = new Roles(definitions);
    var audit = new AuditWriter(store, settings.amqp().publishesEvents());
    var encryption = new KeyEncryption(settings.secret());
    var macKey = MacKeys.load(store, encryption);
    var secretChange = new SecretChange(store, settings.secret(), settings.cleanup().interval());
    secretChange.advance();
    var keys = new SigningKeys(store, encryption, settings.tokens());
    keys.rotate();
    var readiness = new Readiness(store::problem, keys::problem);
    var partitions = new AuditPartitions(store, settings.cleanup().auditRetention());
    partitions.update();
    var handlers = handlers(store, passwords, macKey, keys, roles, audit, readiness);
    var authenticator = new Authenticator(store, definitions);
    var pipeline = new Pipeline(handlers, store, authenticator, audit, settings, macKey, metrics);
    var server = new AmqpServer(settings.amqp(), settings.bulkheads(), handlers, pipeline);
    opened(server);
    readiness.setBrokerCheck(server::problem);
    startHousekeeping(store, partitions, keys, secretChange);
    healthPort = opened(new HealthServer(settings.health(), readiness, metrics)).port();
    publishEvents(store, settings.amqp());
    new InitialGroups(store, audit).ensure(settings.initialGroups());
    opened(() -> server.drain(settings.drainTimeout()));
    server.start(settings.startTimeout());
    // last, because a password that is generated is shown only if the start succeeds
    firstAdministrator =
        new Administrators(store, passwords, roles, audit).ensureFirst(settings.administrator());
    log.info("Argon2 is computed by {}", argon2);
  }

  private void startHousekeeping(
      Store store, AuditPartitions partitions, SigningKeys keys, SecretChange secretChange) {
    var erasures = new ErasureCompletion(store);
    opened(
        new Janitor(
            store,
            settings.cleanup().interval(),
            partitions::update,
            keys::rotate,
            secretChange::advance,
            erasures::finish));
  }

  private void publishEvents(Store store, Settings.Amqp amqp) {
    var exchange = amqp.eventsExchange();
    if (exchange != null) {
      var publisher = opened(new EventPublisher(amqp.uri(), exchange));
      publisher.start(settings.startTimeout());
      opened(new OutboxRelay(store, publisher::publish)).start();
    }
  }

  private Handlers handlers(
      Store store,
      Passwords passwords,
      MacKey macKey,
      SigningKeys keys,
      Roles roles,
      AuditWriter audit,
      Readiness readiness) {
    var handlers = new Handlers();
    var throttle = new Throttle(store, macKey);
    var sessions = new Sessions(store);
    var logins = new Logins(store, passwords, throttle, audit);
    TokenOperations.addTo(handlers, store, logins, sessions, keys, roles, audit, settings.tokens());
    AccountOperations.addTo(
        handlers, store, settings, macKey, passwords, throttle, sessions, roles);
    PasswordOperations.addTo(handlers, store, passwords, throttle, sessions, roles, audit);
    AccessOperations.addTo(handlers, store, roles);
    ModerationOperations.addTo(handlers, store, throttle, sessions, roles);
    Handler.Procedure<ServiceStatusRequest, ServiceStatus> status = call -> readiness.status();
    return handlers
        .add(ServiceCatalogue.AUDIT_LOG, new AuditReader())
        .add(ServiceCatalogue.SERVICE_STATUS, status);
  }

  /**
   * Opens the database after checking that it is available and has this version's schema.
   *
   * @throws StartException if a check fails; the message is meant for the operator
   */
  public static Store openStore(Settings.Database settings, Duration timeout) {
    var store = new Store(settings, Clock.systemUTC());
    try {
      requireReady(store, timeout);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static void requireReady(Store store, Duration timeout) {
    store.awaitAvailable(timeout);
    if (!store.isMigrated()) {
      throw new StartException(
          "The database's schema is not up to date: run `warren migrate` first.", null);
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.push(resource);
    return resource;
  }

  /** The first administrator, if this start has created it with a generated password. */
  public Optional<FirstAdministrator> firstAdministrator() {
    return firstAdministrator;
  }

  /** The port of the health and metrics endpoint. */
  public int healthPort() {
    return healthPort;
  }

  /** Stops consuming requests, replies to those in progress, and closes all components. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        log.warn("a component could not be closed cleanly", e);
      }
    }
  }
}
