package warren.up;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.gateway.GatewaySettings;
import warren.local.DataFolder;
import warren.local.LocalServers;
import warren.service.config.Settings;
import warren.settings.StartException;

/**
 * The settings of service and gateway: the caller's own, and those that say where our servers are.
 */
final class ServiceSettings {
  private static final List<String> OURS =
      List.of(
          "WARREN_AMQP_URI",
          "WARREN_DB_URL",
          "WARREN_DB_USER",
          "WARREN_DB_PASSWORD",
          "WARREN_SECRET",
          "WARREN_HEALTH_PORT",
          "WARREN_HTTP_PORT");

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
    var unusedOfGateway = settings.gateway(Map.of(), 0);
    var unusedOfService =
        settings.with(
            Map.of("WARREN_DB_URL", "jdbc:postgresql:later", "WARREN_SECRET", "-".repeat(32)), 0);
    return settings;
  }

  /** What says where our servers are. */
  static Map<String, String> ours(DataFolder folder, LocalServers servers, String database) {
    var postgres = servers.postgres();
    return Map.of(
        "WARREN_AMQP_URI",
        servers.broker().uri(),
        "WARREN_DB_URL",
        postgres.jdbcUrl(database),
        "WARREN_DB_USER",
        postgres.user(),
        "WARREN_DB_PASSWORD",
        postgres.password(),
        "WARREN_SECRET",
        folder.secret("service"));
  }

  /** All settings. */
  Settings with(Map<String, String> ours, int healthPort) {
    var all = new HashMap<>(callers);
    all.putAll(ours);
    all.put("WARREN_HEALTH_PORT", Integer.toString(healthPort));
    return Settings.of(all);
  }

  /** All settings of the gateway. */
  GatewaySettings gateway(Map<String, String> ours, int httpPort) {
    var all = new HashMap<>(callers);
    all.putAll(ours);
    all.put("WARREN_HTTP_PORT", Integer.toString(httpPort));
    return GatewaySettings.of(all);
  }

  private static String refusal(String name) {
    return switch (name) {
      case "WARREN_HEALTH_PORT" -> name + " is set: up takes --health-port instead.";
      case "WARREN_HTTP_PORT" -> name + " is set: up takes --http-port instead.";
      default -> name + " is set, but up brings its own servers: unset it, or use warren serve.";
    };
  }
}
