package warren.service.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.settings.Values;

/** What is set of the broker. */
final class BrokerSettings {
  private static final int MAX_EXCHANGE_BYTES = 255;

  private BrokerSettings() {}

  static Secret uri(Values values) {
    var uri = values.secret(Key.AMQP_URI);
    if (values.right(Key.AMQP_URI) && !isAmqpUri(uri)) {
      values.problem(Key.AMQP_URI, "must look like amqp://user:password@host:port/vhost");
    }
    return uri;
  }

  static Settings.Amqp of(Values values) {
    var uri = uri(values);
    return new Settings.Amqp(
        uri,
        values.flag(Key.QUORUM_QUEUES),
        values.pattern(Key.REPLY_TO_PATTERN),
        exchange(values, Key.LEGACY_EXCHANGE),
        eventsExchange(values),
        trustedUsers(values, uri));
  }

  private static @Nullable String exchange(Values values, Key key) {
    var name = values.text(key);
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_EXCHANGE_BYTES) {
      values.problem(key, "must have at most 255 bytes");
    }
    return name.isEmpty() ? null : name;
  }

  /** One is direct, the other by topic. */
  private static @Nullable String eventsExchange(Values values) {
    var name = exchange(values, Key.EVENTS_EXCHANGE);
    if (name != null && name.equals(values.text(Key.LEGACY_EXCHANGE))) {
      values.problem(
          Key.EVENTS_EXCHANGE, "must be another exchange than " + Key.LEGACY_EXCHANGE.variable());
    }
    return name;
  }

  private static Set<String> trustedUsers(Values values, Secret uri) {
    var given = values.list(Key.TRUSTED_USERS);
    return given.isEmpty() && values.right(Key.AMQP_URI) ? Set.of(userOf(uri)) : given;
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
