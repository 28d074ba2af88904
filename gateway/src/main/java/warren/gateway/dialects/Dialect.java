package warren.gateway.dialects;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import warren.gateway.http.Problem;

/** An existing HTTP API, served in the form that its clients know. */
public interface Dialect {
  /** Adds its routes. */
  void addTo(RoutesConfig routes);

  /** Answers a request that has failed. */
  void fail(Context context, Problem problem);
}
