package warren.gateway;

import static warren.settings.SettingTypes.duration;
import static warren.settings.SettingTypes.list;
import static warren.settings.SettingTypes.number;
import static warren.settings.SettingTypes.port;
import static warren.settings.SettingTypes.text;

import io.javalin.http.SameSite;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.util.InetAddressSet;
import warren.contracts.Secret;
import warren.contracts.access.GroupCreateRequest;
import warren.gateway.http.AllowedOrigins;
import warren.settings.BrokerUri;
import warren.settings.DjangoGroups;
import warren.settings.InvalidValueException;
import warren.settings.Setting;
import warren.settings.SettingType;

/**
 * The settings of the gateway, in the order of the documentation: the broker, as for the service,
 * and HTTP.
 */
final class GatewaySetting {
  private static final List<Setting<?>> DECLARED = new ArrayList<>();

  static final Setting<Secret> AMQP_URI = declare(BrokerUri.SETTING);
  static final Setting<String> HTTP_HOST =
      declare("HTTP_HOST", text(), "127.0.0.1", "address on which HTTP is served");
  static final Setting<Integer> HTTP_PORT =
      declare("HTTP_PORT", port(), "8080", "port on which HTTP is served; 0 selects a free port");
  static final Setting<Map<Dialects, String>> HTTP_DIALECTS =
      declare(
          "HTTP_DIALECTS",
          Dialects.TYPE,
          "authorization,django,havoc,vestec",
          "dialects to serve, separated by commas: each under its name, or under another path, as"
              + " in `vestec=/`; see [dialects.md](dialects.md)");
  static final Setting<DialectStatus> HTTP_DIALECT_STATUS =
      declare(
          "HTTP_DIALECT_STATUS",
          DialectStatus.TYPE,
          "http",
          "where dialects report the status of a failure: `http` in the HTTP status, `body` in the"
              + " body as their original APIs do, also for single dialects, as in"
              + " `havoc=body,vestec=body`; authorization always uses the HTTP status; see"
              + " [dialects.md](dialects.md#status-of-failures)");
  static final Setting<List<GroupCreateRequest>> HTTP_DJANGO_GROUPS = declare(DjangoGroups.SETTING);
  static final Setting<Duration> HTTP_TIMEOUT =
      declare(
          "HTTP_TIMEOUT",
          duration("10m"),
          "5s",
          "maximum time that a request waits for the service's reply; then it is refused with"
              + " status 504");
  static final Setting<Duration> HTTP_DRAIN_TIMEOUT =
      declare(
          "HTTP_DRAIN_TIMEOUT",
          duration("10m"),
          "10s",
          "maximum time to complete accepted requests at shutdown");
  static final Setting<Integer> HTTP_CONNECTIONS =
      declare(
          "HTTP_CONNECTIONS",
          number(1, 100_000),
          "8192",
          "maximum number of connections; further ones are refused with status 503");
  static final Setting<Integer> HTTP_CONNECTIONS_PER_CLIENT =
      declare(
          "HTTP_CONNECTIONS_PER_CLIENT",
          number(1, 100_000),
          "512",
          "maximum number of connections of one address that is not a trusted proxy; further ones"
              + " are refused with status 429");
  static final Setting<Integer> HTTP_REQUESTS =
      declare(
          "HTTP_REQUESTS",
          number(1, 100_000),
          "4096",
          "maximum number of requests in progress; further ones are refused with status 503");
  static final Setting<Integer> HTTP_REQUESTS_PER_CLIENT =
      declare(
          "HTTP_REQUESTS_PER_CLIENT",
          number(1, 100_000),
          "256",
          "maximum number of requests in progress of one client address; further ones are refused"
              + " with status 429");
  static final Setting<Duration> HTTP_TRANSFER_TIME =
      declare(
          "HTTP_TRANSFER_TIME",
          duration("1s", "10m"),
          "10s",
          "maximum time in which a client sends a header, sends a body, and receives each 64 KiB of"
              + " a response; then the connection is closed");
  static final Setting<Integer> HTTP_DIALECT_THREADS =
      declare(
          "HTTP_DIALECT_THREADS",
          number(1, 10_000),
          "200",
          "threads for requests of the dialects, and the number of further requests that wait for"
              + " one; ignored on JDK 21 and later, which have virtual threads");
  static final Setting<Set<String>> HTTP_TRUSTED_PROXIES =
      declare(
          "HTTP_TRUSTED_PROXIES",
          list()
              .require(GatewaySetting::areAddresses, "must be addresses, or ranges like 10.0.0.0/8")
              .described("addresses"),
          "",
          "addresses of proxies, or ranges such as `10.0.0.0/8`, whose `X-Forwarded-For` header is"
              + " trusted, separated by commas");
  static final Setting<Set<String>> HTTP_CORS_ORIGINS =
      declare(
          "HTTP_CORS_ORIGINS",
          list()
              .require(
                  GatewaySetting::areOrigins,
                  "must be origins such as https://shop.example, or * or null")
              .described("origins"),
          "",
          "origins, such as `https://shop.example`, whose pages may send requests, separated by"
              + " commas; `*` permits all origins, and `null` pages without an origin, both without"
              + " cookies");
  static final Setting<SameSite> HTTP_COOKIE_SAMESITE =
      declare(
          "HTTP_COOKIE_SAMESITE",
          SettingType.of("`Lax`, `Strict`, `None`", GatewaySetting::sameSite),
          "Lax",
          "`SameSite` attribute of the cookies of the django dialect; `None` lets pages on other"
              + " sites stay signed in, and requires https behind a proxy in"
              + " `WARREN_HTTP_TRUSTED_PROXIES` and an origin in `WARREN_HTTP_CORS_ORIGINS`");

  /** All settings. */
  static final List<Setting<?>> ALL = List.copyOf(DECLARED);

  private GatewaySetting() {}

  private static boolean areAddresses(Set<String> texts) {
    try {
      new InetAddressSet().addAll(texts);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean areOrigins(Set<String> texts) {
    return texts.stream().allMatch(GatewaySetting::isOrigin);
  }

  private static boolean isOrigin(String text) {
    if (text.equals(AllowedOrigins.ANY) || text.equals(AllowedOrigins.UNNAMED)) {
      return true;
    }
    try {
      var uri = new URI(text);
      return uri.getHost() != null
          && Set.of("http", "https").contains(uri.getScheme())
          && text.equals(uri.getScheme() + "://" + uri.getRawAuthority());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static SameSite sameSite(String text) throws InvalidValueException {
    return Stream.of(SameSite.values())
        .filter(value -> value.getValue().equals("SameSite=" + text))
        .findFirst()
        .orElseThrow(() -> new InvalidValueException("must be one of Lax, Strict, None"));
  }

  private static <T> Setting<T> declare(
      String name, SettingType<T> type, String defaultValue, String meaning) {
    return declare(new Setting<>(name, type, defaultValue, meaning));
  }

  private static <T> Setting<T> declare(Setting<T> setting) {
    DECLARED.add(setting);
    return setting;
  }
}
