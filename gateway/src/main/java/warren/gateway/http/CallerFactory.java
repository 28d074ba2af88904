package warren.gateway.http;

import io.javalin.http.Context;
import java.util.regex.Pattern;
import warren.client.Caller;
import warren.client.WarrenClient;
import warren.contracts.Headers;
import warren.contracts.Secret;

/** Creates the caller by which an HTTP request uses the service. Thread-safe. */
public final class CallerFactory {
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

  private final WarrenClient client;
  private final ClientAddress addresses;

  public CallerFactory(WarrenClient client, ClientAddress addresses) {
    this.client = client;
    this.addresses = addresses;
  }

  /** A caller without a token, with the client address and the trace of the request. */
  public Caller anonymous(Context request) {
    var caller = client.withClientIp(addresses.of(request));
    var trace = request.header(Headers.TRACEPARENT);
    return trace == null ? caller : caller.withTraceparent(trace);
  }

  /** The same, with the bearer token of the {@code Authorization} header if it has one. */
  public Caller of(Context request) {
    var caller = anonymous(request);
    var authorization = request.header("Authorization");
    var bearer = BEARER.matcher(authorization == null ? "" : authorization);
    return bearer.matches() ? caller.as(Secret.of(bearer.group(1))) : caller;
  }
}
