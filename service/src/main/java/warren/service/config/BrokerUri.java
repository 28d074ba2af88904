package warren.service.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import warren.contracts.Secret;
import warren.settings.SettingType;
import warren.settings.SettingTypes;

/** The URI of the broker; it is a secret, because it contains a password. */
final class BrokerUri {
  static final SettingType<Secret> TYPE =
      SettingTypes.secret()
          .require(BrokerUri::isValid, "must look like amqp://user:password@host:port/vhost")
          .described("URI");

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

  /** The broker user as which the service connects. */
  static String userOf(Secret uri) {
    var userInfo = URI.create(uri.reveal()).getRawUserInfo();
    return userInfo == null
        ? "guest"
        : URLDecoder.decode(userInfo.split(":", -1)[0].replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
