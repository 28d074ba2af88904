package warren.gateway.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import warren.client.Caller;
import warren.client.WarrenClient;
import warren.contracts.Headers;
import warren.contracts.Secret;

/** Creates the caller by which an HTTP request uses the service. Thread-safe. */
public final class CallerFactory {
  private static final String BEARER = "bearer ";

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
    var token = bearerToken(request.header("Authorization"));
    return token.isEmpty() ? caller : caller.as(Secret.of(token));
  }

  /** The token, or empty text. Malformed tokens are left to the service, which refuses them. */
  private static String bearerToken(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : "";
  }
}
