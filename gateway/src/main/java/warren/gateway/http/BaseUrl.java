package warren.gateway.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's URL as its clients see it: from the request itself, or from the {@code X-Forwarded}
 * headers of a trusted proxy.
 */
public final class BaseUrl {
  private static final String HTTPS = "https";

  private final ClientAddress addresses;

  public BaseUrl(ClientAddress addresses) {
    this.addresses = addresses;
  }

  /** Whether the client uses TLS. */
  public boolean isSecure(Context request) {
    return HTTPS.equals(scheme(request));
  }

  /** Scheme, host and port, in the format of the {@code Origin} header. */
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
    return addresses.isFromProxy(request) ? request.header(header) : null;
  }
}
