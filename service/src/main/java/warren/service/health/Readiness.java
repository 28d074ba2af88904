package warren.service.health;

import static java.util.stream.Collectors.joining;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.service.ServiceStatus;
import warren.settings.Version;

/** Whether the service can process requests. Thread-safe. */
public final class Readiness {
  private static final Logger log = LoggerFactory.getLogger(Readiness.class);

  private final Supplier<Optional<String>> databaseCheck;
  private final Supplier<Optional<String>> signingCheck;
  private volatile Supplier<Optional<String>> brokerCheck =
      () -> Optional.of("The service is starting.");
  private final AtomicReference<Optional<String>> databaseProblem =
      new AtomicReference<>(Optional.empty());

  /**
   * Creates a readiness; until {@link #setBrokerCheck} is called, the service is not ready. A check
   * returns the reason for the operator, and nothing if the component can be used.
   *
   * @param databaseCheck why the database cannot be used
   * @param signingCheck why tokens cannot be signed; requires the database
   */
  public Readiness(
      Supplier<Optional<String>> databaseCheck, Supplier<Optional<String>> signingCheck) {
    this.databaseCheck = databaseCheck;
    this.signingCheck = signingCheck;
  }

  /**
   * Sets the check of the broker, which is created after the handlers that use this.
   *
   * @param brokerCheck why requests would get no reply
   */
  public void setBrokerCheck(Supplier<Optional<String>> brokerCheck) {
    this.brokerCheck = brokerCheck;
  }

  /**
   * The current status, for the operator.
   *
   * @param problem why the service is not ready; empty if it is
   */
  record Report(ServiceStatus status, Optional<String> problem) {}

  /** The current status. */
  public ServiceStatus status() {
    return report().status();
  }

  Report report() {
    var database = databaseCheck.get();
    var broker = brokerCheck.get();
    var signing = database.isEmpty() ? signingProblem() : Optional.<String>empty();
    logChange(database);
    var problems = Stream.of(database, broker, signing).flatMap(Optional::stream).toList();
    return new Report(
        new ServiceStatus(
            Version.CURRENT, problems.isEmpty(), database.isEmpty(), broker.isEmpty(), uptimeMs()),
        problems.isEmpty()
            ? Optional.empty()
            : Optional.of(problems.stream().collect(joining(" "))));
  }

  /** The other problems are logged where they are noticed. */
  private void logChange(Optional<String> problem) {
    if (!databaseProblem.getAndSet(problem).equals(problem)) {
      problem.ifPresentOrElse(
          why -> log.warn("not ready: {}", why), () -> log.info("the database can be used again"));
    }
  }

  private Optional<String> signingProblem() {
    try {
      return signingCheck.get();
    } catch (RuntimeException e) {
      // the database was available before
      return Optional.of("The signing keys cannot be read from the database.");
    }
  }

  private static long uptimeMs() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }
}
