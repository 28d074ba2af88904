package warren.gateway;

import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import warren.contracts.Secret;
import warren.gateway.admission.AdmissionLimits;
import warren.gateway.http.AllowedOrigins;
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
    DialectStatus dialectStatus,
    Duration timeout,
    Duration drainTimeout,
    AdmissionLimits limits,
    Set<String> trustedProxies,
    AllowedOrigins corsOrigins,
    SameSite cookieSameSite) {
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
    reader.require(
        GatewaySetting.HTTP_DIALECT_STATUS,
        GatewaySetting.HTTP_DIALECTS,
        (status, served) -> served.keySet().containsAll(status.byDialect().keySet()),
        "must contain only dialects that %s serves"
            .formatted(GatewaySetting.HTTP_DIALECTS.variable()));
    checkSameSite(reader);
    reader.throwIfWrong();
    return new GatewaySettings(
        reader.get(GatewaySetting.AMQP_URI),
        reader.get(GatewaySetting.HTTP_HOST),
        reader.get(GatewaySetting.HTTP_PORT),
        reader.get(GatewaySetting.HTTP_DIALECTS),
        reader.get(GatewaySetting.HTTP_DIALECT_STATUS),
        reader.get(GatewaySetting.HTTP_TIMEOUT),
        reader.get(GatewaySetting.HTTP_DRAIN_TIMEOUT),
        limits(reader),
        reader.get(GatewaySetting.HTTP_TRUSTED_PROXIES),
        AllowedOrigins.of(reader.get(GatewaySetting.HTTP_CORS_ORIGINS)),
        reader.get(GatewaySetting.HTTP_COOKIE_SAMESITE));
  }

  /** Browsers accept cookies for other sites only over https, which a trusted proxy serves. */
  private static void checkSameSite(SettingsReader reader) {
    var problem =
        "with the value None requires an origin other than * and null in %s, and the proxy that"
            + " serves https in %s";
    var sentence =
        problem.formatted(
            GatewaySetting.HTTP_CORS_ORIGINS.variable(),
            GatewaySetting.HTTP_TRUSTED_PROXIES.variable());
    reader.require(
        GatewaySetting.HTTP_COOKIE_SAMESITE,
        GatewaySetting.HTTP_CORS_ORIGINS,
        (sameSite, origins) ->
            sameSite != SameSite.NONE || !AllowedOrigins.of(origins).listed().isEmpty(),
        sentence);
    reader.require(
        GatewaySetting.HTTP_COOKIE_SAMESITE,
        GatewaySetting.HTTP_TRUSTED_PROXIES,
        (sameSite, proxies) -> sameSite != SameSite.NONE || !proxies.isEmpty(),
        sentence);
  }

  private static AdmissionLimits limits(SettingsReader reader) {
    return new AdmissionLimits(
        new AdmissionLimits.Capacity(
            reader.get(GatewaySetting.HTTP_CONNECTIONS),
            reader.get(GatewaySetting.HTTP_CONNECTIONS_PER_CLIENT)),
        new AdmissionLimits.Capacity(
            reader.get(GatewaySetting.HTTP_REQUESTS),
            reader.get(GatewaySetting.HTTP_REQUESTS_PER_CLIENT)),
        reader.get(GatewaySetting.HTTP_TRANSFER_TIME),
        reader.get(GatewaySetting.HTTP_DIALECT_THREADS));
  }

  private static boolean isOfTheService(String variable) {
    return !variable.startsWith(OWN_PREFIX)
        && !variable.equals(GatewaySetting.AMQP_URI.variable())
        && !variable.equals(GatewaySetting.AMQP_URI.fileVariable());
  }
}
