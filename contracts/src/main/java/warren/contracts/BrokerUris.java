package warren.contracts;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a broker, with the same user, password and vhost. Their text is one URI or several,
 * separated by commas; each URI has one host or several, also separated by commas. Immutable;
 * {@code toString} contains only hosts and ports.
 */
public final class BrokerUris {
  /** The message for a text of another form; it continues a sentence. */
  public static final String PROBLEM =
      "must look like amqp://user:password@host:port/vhost, or with several hosts like"
          + " amqp://user:password@host1,host2/vhost";

  private static final int PORT = 5672;
  private static final int TLS_PORT = 5671;
  private static final int LAST_PORT = 65_535;

  /** A comma in a password is not followed by a scheme. */
  private static final String BETWEEN_URIS = "\\s*,\\s*(?=amqps?://)";

  private static final Pattern LOGIN = Pattern.compile("[^:]+(:[^:]*)?");

  /** The hosts follow the last @; a comma in the vhost is escaped. */
  private static final Pattern PARTS =
      Pattern.compile("(?<before>\\w+://(?:[^/?#]*@)?)(?<hosts>[^/?#@]*)(?<after>[^,]*)");

  /** The parts that all nodes share. */
  private static final List<Part> SHARED =
      List.of(
          new Part("scheme", URI::getScheme),
          new Part("user", uri -> login(uri)[0]),
          new Part("password", uri -> login(uri)[1]),
          new Part("vhost", BrokerUris::vhost),
          new Part("parameters", URI::getRawQuery));

  private final List<URI> uris;

  private BrokerUris(List<URI> uris) {
    this.uris = uris;
  }

  /**
   * A node of the broker.
   *
   * @param host name or IP address; an IPv6 address is in brackets
   */
  public record Node(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  private record Part(String name, Function<URI, @Nullable String> value) {}

  /**
   * Reads the text of a setting.
   *
   * @throws IllegalArgumentException if it is wrong; the message continues a sentence that begins
   *     with the setting's name, and quotes no part of the text
   */
  public static BrokerUris parse(String text) {
    var uris =
        Arrays.stream(text.split(BETWEEN_URIS, -1)).flatMap(BrokerUris::withOneHost).toList();
    for (var part : SHARED) {
      if (uris.stream().map(part.value).distinct().count() > 1) {
        throw new IllegalArgumentException("must have the same " + part.name + " in all URIs");
      }
    }
    return new BrokerUris(List.copyOf(new LinkedHashSet<>(uris)));
  }

  /** One URI for each host of a URI. */
  private static Stream<URI> withOneHost(String text) {
    var parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(PROBLEM);
    }
    return Arrays.stream(parts.group("hosts").split(",", -1))
        .map(host -> valid(parts.group("before") + host.strip() + parts.group("after")));
  }

  /** Stricter than amqp-client, which connects to localhost if it cannot parse the host. */
  private static URI valid(String text) {
    try {
      var uri = new URI(text);
      var user = uri.getRawUserInfo();
      if (List.of("amqp", "amqps").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && hasPortInRange(uri)
          && uri.getRawPath().indexOf('/', 1) < 0
          && (user == null || LOGIN.matcher(user).matches())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // its message quotes the text
    }
    throw new IllegalArgumentException(PROBLEM);
  }

  private static boolean hasPortInRange(URI uri) {
    return uri.getPort() < 0 || (uri.getPort() > 0 && uri.getPort() <= LAST_PORT);
  }

  /** The user and the password; if they are missing, those of a new broker. */
  private static String[] login(URI uri) {
    var userInfo = Objects.requireNonNullElse(uri.getRawUserInfo(), "guest:guest");
    var login = Arrays.copyOf(userInfo.split(":", -1), 2);
    login[0] = decoded(login[0]);
    login[1] = login[1] == null ? "guest" : decoded(login[1]);
    return login;
  }

  private static String vhost(URI uri) {
    var path = uri.getRawPath();
    return path.isEmpty() ? "/" : decoded(path.substring(1));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The URI of the first node; it contains the password. */
  public URI first() {
    return uris.get(0);
  }

  /** The broker user as which a program connects. */
  public String user() {
    return login(first())[0];
  }

  /** The nodes, in the order of the text. */
  public List<Node> nodes() {
    return uris.stream().map(uri -> new Node(uri.getHost(), port(uri))).distinct().toList();
  }

  private static int port(URI uri) {
    var standard = uri.getScheme().equals("amqps") ? TLS_PORT : PORT;
    return uri.getPort() < 0 ? standard : uri.getPort();
  }

  @Override
  public String toString() {
    return nodes().toString();
  }
}
