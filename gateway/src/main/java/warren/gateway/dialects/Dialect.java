package warren.gateway.dialects;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import warren.gateway.http.Problem;

/** An existing HTTP API, served in the form that its clients know. */
public interface Dialect {
  /** Adds the routes of this API. */
  void addTo(RoutesConfig routes);

  /** Writes an error response in the format of this API. */
  void writeError(Context context, Problem problem);
}
