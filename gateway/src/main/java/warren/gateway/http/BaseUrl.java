package warren.gateway.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Where clients see the gateway: as they say, or as a trusted proxy before it says. */
public final class BaseUrl {
  private static final String HTTPS = "https";

  private final ClientAddress addresses;

  public BaseUrl(ClientAddress addresses) {
    this.addresses = addresses;
  }

  /** Whether they came by TLS. */
  public boolean isSecure(Context request) {
    return HTTPS.equals(scheme(request));
  }

  /** Scheme, host and port, as in the header {@code Origin}. */
  public String of(Context request) {
    var forwarded = forwarded(request, "X-Forwarded-Host");
    return scheme(request) + "://" + (forwarded == null ? request.host() : forwarded);
  }

  private String scheme(Context request) {
    var forwarded = forwarded(request, "X-Forwarded-Proto");
    return HTTPS.equalsIgnoreCase(forwarded == null ? request.req().getScheme() : forwarded)
        ? HTTPS
        : "http";
  }

  private @Nullable String forwarded(Context request, String header) {
    return addresses.isByProxy(request) ? request.header(header) : null;
  }
}
