package warren.gateway.http;

import io.javalin.http.Context;
import java.util.regex.Pattern;
import warren.client.Caller;
import warren.client.WarrenClient;
import warren.contracts.Headers;
import warren.contracts.Secret;

/** For whom a request of HTTP calls the service. */
public final class Callers {
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

  private final WarrenClient client;
  private final ClientAddress addresses;

  public Callers(WarrenClient client, ClientAddress addresses) {
    this.client = client;
    this.addresses = addresses;
  }

  /** For whoever connects, without a token. */
  public Caller anonymous(Context request) {
    var caller = client.withClientIp(addresses.of(request));
    var trace = request.header(Headers.TRACEPARENT);
    return trace == null ? caller : caller.withTraceparent(trace);
  }

  /** For whom the token in the header was issued to, if there is one. */
  public Caller of(Context request) {
    var caller = anonymous(request);
    var authorization = request.header("Authorization");
    var bearer = BEARER.matcher(authorization == null ? "" : authorization);
    return bearer.matches() ? caller.as(Secret.of(bearer.group(1))) : caller;
  }
}
