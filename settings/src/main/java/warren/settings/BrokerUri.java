package warren.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import warren.contracts.Secret;

/** The URI of the broker; it is a secret, because it contains a password. */
public final class BrokerUri {
  /** For the operator if the URI is not valid. */
  public static final String PROBLEM = "must look like amqp://user:password@host:port/vhost";

  /** The setting, which the service and the gateway share. */
  public static final Setting<Secret> SETTING =
      new Setting<>(
          "AMQP_URI",
          SettingTypes.secret().require(BrokerUri::isValid, PROBLEM).described("URI"),
          "amqp://guest:guest@127.0.0.1:5672",
          "URI of the RabbitMQ broker; `amqps://` for TLS");

  private BrokerUri() {}

  /** Stricter than the client, which connects to localhost if it cannot parse the host. */
  private static boolean isValid(Secret text) {
    try {
      var uri = new URI(text.reveal());
      var user = uri.getRawUserInfo();
      return List.of("amqp", "amqps").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawPath().indexOf('/', 1) < 0
          && (user == null || user.indexOf(':') == user.lastIndexOf(':'));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The broker user as which a program connects. */
  public static String userOf(Secret uri) {
    var userInfo = URI.create(uri.reveal()).getRawUserInfo();
    return userInfo == null
        ? "guest"
        : URLDecoder.decode(userInfo.split(":", -1)[0].replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
