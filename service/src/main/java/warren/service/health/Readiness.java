package warren.service.health;

import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import warren.contracts.service.ServiceStatus;

/** Whether the service and what it needs are well. Thread-safe. */
public final class Readiness {
  private static final String UNKNOWN_VERSION = "unknown";

  private final BooleanSupplier database;
  private volatile BooleanSupplier broker = () -> false;

  public Readiness(BooleanSupplier database) {
    this.database = database;
  }

  /** Tells how the broker is asked, which exists only after the handlers do. */
  public void broker(BooleanSupplier consuming) {
    this.broker = consuming;
  }

  /** How things are now. */
  public ServiceStatus status() {
    var databaseWell = database.getAsBoolean();
    var brokerWell = broker.getAsBoolean();
    return new ServiceStatus(
        version(), databaseWell && brokerWell, databaseWell, brokerWell, uptimeMs());
  }

  private static String version() {
    @Nullable String version = Readiness.class.getPackage().getImplementationVersion();
    return version == null ? UNKNOWN_VERSION : version;
  }

  private static long uptimeMs() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }
}
