package warren.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import org.jspecify.annotations.Nullable;

/**
 * Cross-origin resource sharing: permits pages of other origins to send requests and to read the
 * responses. Javalin's own plugin does not distinguish origins that may send cookies from others.
 */
public final class Cors {
  private static final int NO_CONTENT = 204;

  private final AllowedOrigins origins;

  public Cors(AllowedOrigins origins) {
    this.origins = origins;
  }

  /** Adds the headers to all responses, and responds to preflight requests. */
  public void addTo(RoutesConfig routes) {
    if (!origins.isEmpty()) {
      routes.before(this::handle);
    }
  }

  private void handle(Context context) {
    context.header("Vary", "Origin");
    var origin = context.header("Origin");
    var allowed = origin == null ? null : origins.headerFor(origin);
    if (allowed == null) {
      return;
    }
    context.header("Access-Control-Allow-Origin", allowed);
    context.header(
        "Access-Control-Expose-Headers",
        "X-Request-Id,Retry-After,X-Applied-Fields,X-Ignored-Fields");
    if (origins.listed().contains(allowed)) {
      context.header("Access-Control-Allow-Credentials", "true");
    }
    var method = context.header("Access-Control-Request-Method");
    if (method != null && context.method().equals(HandlerType.OPTIONS)) {
      permit(context, method, context.header("Access-Control-Request-Headers"));
    }
  }

  private static void permit(Context preflight, String method, @Nullable String headers) {
    preflight.header("Access-Control-Allow-Methods", method);
    if (headers != null) {
      preflight.header("Access-Control-Allow-Headers", headers);
    }
    preflight.status(NO_CONTENT).skipRemainingHandlers();
  }
}
