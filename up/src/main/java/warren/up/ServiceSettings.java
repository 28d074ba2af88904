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
 * The settings of service and gateway: the user's own, and those for the servers that {@code up}
 * starts.
 */
final class ServiceSettings {
  private static final List<String> RESERVED =
      List.of(
          "WARREN_AMQP_URI",
          "WARREN_DB_URL",
          "WARREN_DB_USER",
          "WARREN_DB_PASSWORD",
          "WARREN_SECRET",
          "WARREN_SECRET_PREVIOUS",
          "WARREN_HEALTH_PORT",
          "WARREN_HTTP_PORT");

  private final Map<String, String> userSettings;

  private ServiceSettings(Map<String, String> userSettings) {
    this.userSettings = userSettings;
  }

  /**
   * Checks the user's settings before any server is started.
   *
   * @throws StartException if a setting is wrong, or is one that {@code up} itself sets
   */
  static ServiceSettings of(Map<String, String> userSettings) {
    for (String name : RESERVED) {
      if (userSettings.containsKey(name) || userSettings.containsKey(name + "_FILE")) {
        throw new StartException(refusal(name), null);
      }
    }
    var settings = new ServiceSettings(userSettings);
    var unusedOfGateway = settings.gateway(Map.of(), 0);
    var unusedOfService =
        settings.with(
            Map.of("WARREN_DB_URL", "jdbc:postgresql:later", "WARREN_SECRET", "-".repeat(32)), 0);
    return settings;
  }

  /** The settings for the started servers. */
  static Map<String, String> forServers(DataFolder folder, LocalServers servers, String database) {
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

  /** All settings of the service. */
  Settings with(Map<String, String> additional, int healthPort) {
    var all = new HashMap<>(userSettings);
    all.putAll(additional);
    all.put("WARREN_HEALTH_PORT", Integer.toString(healthPort));
    return Settings.of(all);
  }

  /** All settings of the gateway. */
  GatewaySettings gateway(Map<String, String> additional, int httpPort) {
    var all = new HashMap<>(userSettings);
    all.putAll(additional);
    all.put("WARREN_HTTP_PORT", Integer.toString(httpPort));
    return GatewaySettings.of(all);
  }

  private static String refusal(String name) {
    return switch (name) {
      case "WARREN_HEALTH_PORT" -> name + " is set: use the option --health-port of up instead.";
      case "WARREN_HTTP_PORT" -> name + " is set: use the option --http-port of up instead.";
      default -> name + " is set, but up starts its own servers: unset it, or use warren serve.";
    };
  }
}
