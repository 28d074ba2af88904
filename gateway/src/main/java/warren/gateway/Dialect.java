package warren.gateway;

import io.javalin.config.JavalinConfig;

/** An HTTP API that was there before this one, served as its clients know it. */
interface Dialect {
  /**
   * Adds its paths.
   *
   * @param prefix what stands before them, without a slash at its end
   */
  void mount(JavalinConfig config, String prefix);
}
