package warren.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import warren.contracts.Secret;
import warren.settings.Setting;
import warren.settings.SettingsException;
import warren.settings.SettingsReader;

/**
 * All settings of the gateway, checked. Immutable; prints no secret.
 *
 * @param dialects the dialects to serve, each with the prefix of its paths
 */
public record GatewaySettings(
    Secret amqpUri,
    String host,
    int port,
    Map<Dialects, String> dialects,
    Duration timeout,
    Duration drainTimeout,
    Set<String> trustedProxies,
    Set<String> corsOrigins) {
  private static final String OWN_PREFIX = Setting.PREFIX + "HTTP_";

  /**
   * Reads the {@code WARREN_HTTP_*} variables and {@code WARREN_AMQP_URI}. Other variables are
   * ignored, because they are settings of the service.
   *
   * @throws SettingsException naming every variable that is unknown or wrong
   */
  public static GatewaySettings of(Map<String, String> variables) {
    var reader = new SettingsReader(variables, GatewaySetting.ALL, GatewaySettings::isOfTheService);
    reader.check(GatewaySetting.ALL);
    reader.throwIfWrong();
    return new GatewaySettings(
        reader.get(GatewaySetting.AMQP_URI),
        reader.get(GatewaySetting.HTTP_HOST),
        reader.get(GatewaySetting.HTTP_PORT),
        reader.get(GatewaySetting.HTTP_DIALECTS),
        reader.get(GatewaySetting.HTTP_TIMEOUT),
        reader.get(GatewaySetting.HTTP_DRAIN_TIMEOUT),
        reader.get(GatewaySetting.HTTP_TRUSTED_PROXIES),
        reader.get(GatewaySetting.HTTP_CORS_ORIGINS));
  }

  private static boolean isOfTheService(String variable) {
    return !variable.startsWith(OWN_PREFIX)
        && !variable.equals(GatewaySetting.AMQP_URI.variable())
        && !variable.equals(GatewaySetting.AMQP_URI.fileVariable());
  }
}
