package warren.gateway.dialects;

import io.javalin.config.RoutesConfig;
import java.time.Duration;
import warren.gateway.http.FailedRequest;
import warren.gateway.http.Problem;
import warren.gateway.http.RenderedError;

/** An existing HTTP API, served in the form that its clients know. */
public interface Dialect {
  /**
   * The lifetime to request for a session that cannot be refreshed: as long as the service allows.
   */
  long TTL_WITHOUT_REFRESH_MS = Duration.ofDays(1).toMillis();

  /** Adds the routes of this API. */
  void addTo(RoutesConfig routes);

  /** The error response in the format of this API. */
  RenderedError error(FailedRequest request, Problem problem);
}
