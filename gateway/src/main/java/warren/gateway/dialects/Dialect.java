package warren.gateway.dialects;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import warren.gateway.http.Problem;

/** An HTTP API that was there before this one, served as its clients know it. */
public interface Dialect {
  /** Adds its paths. */
  void addTo(RoutesConfig routes);

  /** With which segments its paths begin, after the prefix. */
  List<String> roots();

  /** Says what a request has failed with. */
  void fail(Context context, Problem problem);
}
