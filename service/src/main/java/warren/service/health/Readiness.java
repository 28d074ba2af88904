package warren.service.health;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import warren.contracts.service.ServiceStatus;
import warren.settings.Version;

/** Whether the service can process requests. Thread-safe. */
public final class Readiness {
  private final BooleanSupplier databaseCheck;
  private final Supplier<Optional<String>> signingCheck;
  private volatile BooleanSupplier brokerCheck = () -> false;

  /**
   * Creates a readiness; until {@link #setBrokerCheck} is called, the service is not ready.
   *
   * @param databaseCheck whether the database is available
   * @param signingCheck why tokens cannot be signed, empty if they can; requires the database
   */
  public Readiness(BooleanSupplier databaseCheck, Supplier<Optional<String>> signingCheck) {
    this.databaseCheck = databaseCheck;
    this.signingCheck = signingCheck;
  }

  /**
   * Sets the check of the broker connection, which is created after the handlers that use this.
   *
   * @param brokerCheck whether the service is consuming its request queues
   */
  public void setBrokerCheck(BooleanSupplier brokerCheck) {
    this.brokerCheck = brokerCheck;
  }

  /**
   * The current status, for the operator.
   *
   * @param problem why tokens cannot be signed; empty if they can, or if this is unknown
   */
  record Report(ServiceStatus status, Optional<String> problem) {}

  /** The current status. */
  public ServiceStatus status() {
    return report().status();
  }

  Report report() {
    var databaseReady = databaseCheck.getAsBoolean();
    var brokerReady = brokerCheck.getAsBoolean();
    var problem = databaseReady ? signingProblem() : Optional.<String>empty();
    var ready = databaseReady && brokerReady && problem.isEmpty();
    return new Report(
        new ServiceStatus(Version.CURRENT, ready, databaseReady, brokerReady, uptimeMs()), problem);
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
