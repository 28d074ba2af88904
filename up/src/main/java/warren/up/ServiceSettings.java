package warren.up;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.local.DataFolder;
import warren.local.LocalServers;
import warren.service.config.Settings;
import warren.service.config.StartException;

/** The service's settings: the caller's own, and those that say where our servers are. */
final class ServiceSettings {
  private static final List<String> OURS =
      List.of(
          "WARREN_AMQP_URI",
          "WARREN_DB_URL",
          "WARREN_DB_USER",
          "WARREN_DB_PASSWORD",
          "WARREN_SECRET",
          "WARREN_HEALTH_PORT");

  private final Map<String, String> callers;

  private ServiceSettings(Map<String, String> callers) {
    this.callers = callers;
  }

  /**
   * Checks the caller's settings before anything is started.
   *
   * @throws StartException if one is wrong, or ours to make
   */
  static ServiceSettings of(Map<String, String> callers) {
    for (String name : OURS) {
      if (callers.containsKey(name) || callers.containsKey(name + "_FILE")) {
        throw new StartException(refusal(name), null);
      }
    }
    var settings = new ServiceSettings(callers);
    var unused =
        settings.with("amqp://later", "jdbc:postgresql:later", "later", "", "-".repeat(32), 0);
    return settings;
  }

  Settings with(DataFolder folder, LocalServers servers, String database, int healthPort) {
    var postgres = servers.postgres();
    return with(
        servers.broker().uri(),
        postgres.jdbcUrl(database),
        postgres.user(),
        postgres.password(),
        folder.secret("service"),
        healthPort);
  }

  private Settings with(
      String broker, String database, String user, String password, String secret, int healthPort) {
    var all = new HashMap<>(callers);
    all.put("WARREN_AMQP_URI", broker);
    all.put("WARREN_DB_URL", database);
    all.put("WARREN_DB_USER", user);
    all.put("WARREN_DB_PASSWORD", password);
    all.put("WARREN_SECRET", secret);
    all.put("WARREN_HEALTH_PORT", Integer.toString(healthPort));
    return Settings.of(all);
  }

  private static String refusal(String name) {
    return name.equals("WARREN_HEALTH_PORT")
        ? "WARREN_HEALTH_PORT is set: up takes --health-port instead."
        : name + " is set, but up brings its own servers: unset it, or use warren serve.";
  }
}
