package warren.gateway;

import io.javalin.config.JavalinConfig;

/** An HTTP API that was there before this one, served as its clients know it. */
interface Dialect {
  /** Adds its paths. */
  void mount(JavalinConfig config);
}
