package warren.gateway.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Determines the end user's IP address: the peer of the connection or, behind trusted proxies, the
 * last address in {@code X-Forwarded-For} that is not such a proxy.
 */
public final class ClientAddress {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final String FORWARDED = "X-Forwarded-For";

  private final InetAddressSet trusted = new InetAddressSet();

  public ClientAddress(Set<String> trustedProxies) {
    trusted.addAll(trustedProxies);
  }

  String of(Context request) {
    var forwarded = Collections.list(request.req().getHeaders(FORWARDED));
    return of(request.req().getRemoteAddr(), forwarded);
  }

  /** The same, of a request that has not reached a route. */
  public String of(Request request) {
    return of(Request.getRemoteAddr(request), request.getHeaders().getValuesList(FORWARDED));
  }

  private String of(String peer, List<String> forwarded) {
    var address = peer;
    var seen = Arrays.asList(String.join(",", forwarded).split(",", -1));
    Collections.reverse(seen);
    for (var previous : seen) {
      var parsed = parse(previous.strip());
      if (!isTrusted(address) || parsed.isEmpty()) {
        return address;
      }
      address = parsed.get().getHostAddress();
    }
    return address;
  }

  /** Whether the peer of the connection is a trusted proxy. */
  boolean isFromProxy(Context request) {
    return isTrusted(request.req().getRemoteAddr());
  }

  /** Whether this IP address is a trusted proxy. */
  public boolean isTrusted(String address) {
    return parse(address).filter(trusted).isPresent();
  }

  /** Parses an IP address and rejects host names, which would cause a DNS lookup. */
  private static Optional<InetAddress> parse(String text) {
    try {
      return LITERAL.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
