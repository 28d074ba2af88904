package warren.service.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.settings.SettingsReader;

/** What is set of the broker. */
final class BrokerSettings {
  private static final int MAX_EXCHANGE_BYTES = 255;

  private BrokerSettings() {}

  static Secret uri(SettingsReader reader) {
    var uri = reader.secret(ServiceSetting.AMQP_URI);
    if (reader.right(ServiceSetting.AMQP_URI) && !isAmqpUri(uri)) {
      reader.problem(
          ServiceSetting.AMQP_URI, "must look like amqp://user:password@host:port/vhost");
    }
    return uri;
  }

  static Settings.Amqp of(SettingsReader reader) {
    var uri = uri(reader);
    return new Settings.Amqp(
        uri,
        reader.flag(ServiceSetting.QUORUM_QUEUES),
        reader.pattern(ServiceSetting.REPLY_TO_PATTERN),
        exchange(reader, ServiceSetting.LEGACY_EXCHANGE),
        eventsExchange(reader),
        trustedUsers(reader, uri));
  }

  private static @Nullable String exchange(SettingsReader reader, ServiceSetting key) {
    var name = reader.text(key);
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_EXCHANGE_BYTES) {
      reader.problem(key, "must have at most 255 bytes");
    }
    return name.isEmpty() ? null : name;
  }

  /** One is direct, the other by topic. */
  private static @Nullable String eventsExchange(SettingsReader reader) {
    var name = exchange(reader, ServiceSetting.EVENTS_EXCHANGE);
    if (name != null && name.equals(reader.text(ServiceSetting.LEGACY_EXCHANGE))) {
      reader.problem(
          ServiceSetting.EVENTS_EXCHANGE,
          "must be another exchange than " + ServiceSetting.LEGACY_EXCHANGE.variable());
    }
    return name;
  }

  private static Set<String> trustedUsers(SettingsReader reader, Secret uri) {
    var given = reader.list(ServiceSetting.TRUSTED_USERS);
    return given.isEmpty() && reader.right(ServiceSetting.AMQP_URI) ? Set.of(userOf(uri)) : given;
  }

  /** Whom the broker takes this service for. */
  private static String userOf(Secret uri) {
    var userInfo = URI.create(uri.reveal()).getRawUserInfo();
    return userInfo == null
        ? "guest"
        : URLDecoder.decode(userInfo.split(":", -1)[0].replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Stricter than the client, which takes this machine for a host that it doesn't understand. */
  private static boolean isAmqpUri(Secret text) {
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
}
