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

/** The private broker and the private database of one data folder, started side by side. */
public final class LocalServers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalServers.class);

  /** As long as the slowest of a server's own deadlines. */
  private static final Duration UNWINDING = Duration.ofSeconds(60);

  private final PrivateBroker broker;
  private final PrivatePostgres postgres;

  private LocalServers(PrivateBroker broker, PrivatePostgres postgres) {
    this.broker = broker;
    this.postgres = postgres;
  }

  /**
   * Starts both, after stopping what a killed predecessor left running.
   *
   * @param amqpPort 0 for any that is free
   * @param vhosts made beside {@code /}, and open to guest
   * @throws LocalException if one can't be started; the other is stopped then
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
          : new LocalException("The private servers can't be started: " + e.getCause(), e);
    } catch (InterruptedException e) {
      stop(threads, List.of(broker, postgres));
      throw e;
    }
  }

  /** Stops what a killed predecessor left running in the folder. */
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

  /** Completes with a sentence for people if a server ends without having been told to. */
  public CompletableFuture<String> died() {
    return CompletableFuture.anyOf(broker.died(), postgres.died()).thenApply(String.class::cast);
  }

  /** Stops both. */
  @Override
  public void close() {
    try (postgres;
        broker) {
      // in this order: the broker first
    }
  }

  private static Path broker(DataFolder folder) {
    return folder.path().resolve("broker");
  }

  private static Path postgres(DataFolder folder) {
    return folder.path().resolve("postgres");
  }

  /** Ends what is still starting, and stops what has started already. */
  private static void stop(ExecutorService threads, List<Future<? extends AutoCloseable>> servers)
      throws InterruptedException {
    threads.shutdownNow();
    if (!threads.awaitTermination(UNWINDING.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warn("a private server that was starting does not stop");
      return;
    }
    for (Future<? extends AutoCloseable> server : servers) {
      try (AutoCloseable started = server.get()) {
        LOG.debug("stopping {}, as the other one did not start", started);
      } catch (Exception e) {
        LOG.debug("nothing to stop", e);
      }
    }
  }
}
