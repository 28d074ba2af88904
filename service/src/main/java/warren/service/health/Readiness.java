package warren.service.health;

import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;
import warren.contracts.service.ServiceStatus;
import warren.settings.Version;

/** Whether the service can process requests. Thread-safe. */
public final class Readiness {
  private final BooleanSupplier databaseCheck;
  private volatile BooleanSupplier brokerCheck = () -> false;

  /**
   * Creates a readiness; until {@link #setBrokerCheck} is called, the service is not ready.
   *
   * @param databaseCheck whether the database is available
   */
  public Readiness(BooleanSupplier databaseCheck) {
    this.databaseCheck = databaseCheck;
  }

  /**
   * Sets the check of the broker connection, which is created after the handlers that use this.
   *
   * @param brokerCheck whether the service is consuming its request queues
   */
  public void setBrokerCheck(BooleanSupplier brokerCheck) {
    this.brokerCheck = brokerCheck;
  }

  /** The current status. */
  public ServiceStatus status() {
    var databaseReady = databaseCheck.getAsBoolean();
    var brokerReady = brokerCheck.getAsBoolean();
    return new ServiceStatus(
        Version.CURRENT, databaseReady && brokerReady, databaseReady, brokerReady, uptimeMs());
  }

  private static long uptimeMs() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }
}
