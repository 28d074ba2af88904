package warren.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The private broker and the private database of one data folder, started in parallel. */
public final class LocalServers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalServers.class);

  /** Equals the longest deadline of a single server. */
  private static final Duration ABORT_TIMEOUT = Duration.ofSeconds(60);

  private final PrivateBroker broker;
  private final PrivatePostgres postgres;

  private LocalServers(PrivateBroker broker, PrivatePostgres postgres) {
    this.broker = broker;
    this.postgres = postgres;
  }

  /**
   * Stops the servers that a killed predecessor left running, then starts both servers.
   *
   * @param amqpPort 0 selects a free port
   * @param vhosts created in addition to {@code /}; {@code guest} has all permissions in them
   * @throws LocalException if a server cannot be started; the other one is then stopped
   */
  public static LocalServers start(DataFolder folder, int amqpPort, List<String> vhosts)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<PrivateBroker> broker =
        threads.submit(() -> PrivateBroker.start(broker(folder), amqpPort, vhosts));
    Future<PrivatePostgres> postgres =
        threads.submit(() -> PrivatePostgres.start(postgres(folder)));
    threads.shutdown();
    try {
      return new LocalServers(broker.get(), postgres.get());
    } catch (ExecutionException e) {
      stop(threads, List.of(broker, postgres));
      throw e.getCause() instanceof LocalException known
          ? known
          : new LocalException("The private servers cannot be started: " + e.getCause(), e);
    } catch (InterruptedException e) {
      stop(threads, List.of(broker, postgres));
      throw e;
    }
  }

  /** Stops the servers that a killed predecessor left running in the folder. */
  public static void stopLeftOvers(DataFolder folder) {
    PrivateBroker.stopLeftOvers(broker(folder));
    PrivatePostgres.stopLeftOvers(postgres(folder));
  }

  public PrivateBroker broker() {
    return broker;
  }

  public PrivatePostgres postgres() {
    return postgres;
  }

  /** Completes with a message for the user if a server ends without being stopped. */
  public CompletableFuture<String> died() {
    return CompletableFuture.anyOf(broker.died(), postgres.died()).thenApply(String.class::cast);
  }

  /** Stops the broker, then the database. */
  @Override
  public void close() {
    try (postgres;
        broker) {
      // resources close in reverse order: the broker first
    }
  }

  private static Path broker(DataFolder folder) {
    return folder.path().resolve("broker");
  }

  private static Path postgres(DataFolder folder) {
    return folder.path().resolve("postgres");
  }

  /** Interrupts a server that is starting, and stops a server that has started. */
  private static void stop(ExecutorService threads, List<Future<? extends AutoCloseable>> servers)
      throws InterruptedException {
    threads.shutdownNow();
    if (!threads.awaitTermination(ABORT_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warn(
          "a private server that was starting did not stop within {} s", ABORT_TIMEOUT.toSeconds());
      return;
    }
    for (Future<? extends AutoCloseable> server : servers) {
      try (AutoCloseable started = server.get()) {
        LOG.debug("stopping {} because the other server did not start", started);
      } catch (Exception e) {
        LOG.debug("a server that did not start needs no stop", e);
      }
    }
  }
}
