package warren.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.util.InetAddressSet;
import warren.contracts.Secret;
import warren.settings.Setting;
import warren.settings.SettingsException;
import warren.settings.SettingsReader;

/** All settings of the gateway, checked. Immutable; prints no secret. */
public record GatewaySettings(
    Secret amqpUri,
    String host,
    int port,
    Map<Dialects, String> dialects,
    Duration timeout,
    Duration drainTimeout,
    Set<String> trustedProxies,
    Set<String> corsOrigins) {
  private static final String OURS = Setting.PREFIX + "HTTP_";

  /**
   * Reads the {@code WARREN_HTTP_*} variables among these, and {@code WARREN_AMQP_URI}; others are
   * the service's.
   *
   * @throws SettingsException naming everything that is unknown, missing or wrong
   */
  public static GatewaySettings of(Map<String, String> variables) {
    var reader =
        new SettingsReader(
            variables, List.of(GatewaySetting.values()), GatewaySettings::isTheServices);
    var settings =
        new GatewaySettings(
            reader.secret(GatewaySetting.AMQP_URI),
            reader.text(GatewaySetting.HTTP_HOST),
            reader.number(GatewaySetting.HTTP_PORT, 0, 65535),
            Dialects.of(reader),
            reader.duration(GatewaySetting.HTTP_TIMEOUT, "10m"),
            reader.duration(GatewaySetting.HTTP_DRAIN_TIMEOUT, "10m"),
            proxies(reader),
            origins(reader));
    reader.throwIfWrong();
    return settings;
  }

  private static boolean isTheServices(String variable) {
    return !variable.startsWith(OURS)
        && !variable.equals(GatewaySetting.AMQP_URI.variable())
        && !variable.equals(GatewaySetting.AMQP_URI.variable() + "_FILE");
  }

  private static Set<String> proxies(SettingsReader reader) {
    var proxies = reader.list(GatewaySetting.HTTP_TRUSTED_PROXIES);
    try {
      new InetAddressSet().addAll(proxies);
    } catch (IllegalArgumentException e) {
      reader.problem(
          GatewaySetting.HTTP_TRUSTED_PROXIES, "must be addresses, or ranges like 10.0.0.0/8");
    }
    return proxies;
  }

  private static Set<String> origins(SettingsReader reader) {
    var origins = reader.list(GatewaySetting.HTTP_CORS_ORIGINS);
    if (!origins.stream().allMatch(GatewaySettings::isOrigin)) {
      reader.problem(
          GatewaySetting.HTTP_CORS_ORIGINS, "must be origins such as https://shop.example");
    }
    return origins;
  }

  private static boolean isOrigin(String text) {
    try {
      var uri = new URI(text);
      return uri.getHost() != null
          && Set.of("http", "https").contains(uri.getScheme())
          && text.equals(uri.getScheme() + "://" + uri.getRawAuthority());
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
