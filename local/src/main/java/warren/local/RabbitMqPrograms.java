package warren.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The installed programs of RabbitMQ. */
final class RabbitMqPrograms {
  private static final Path USUAL_SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

  private RabbitMqPrograms() {}

  /**
   * Finds the server's own script. On some systems, the program in PATH is a wrapper that switches
   * to another user.
   */
  static Path server() throws IOException {
    if (Files.isExecutable(USUAL_SERVER)) {
      return USUAL_SERVER;
    }
    Path inPath = Programs.find("rabbitmq-server").orElseThrow(RabbitMqPrograms::notInstalled);
    Path script = inPath.toRealPath().resolveSibling("rabbitmq-server");
    if (!Files.isExecutable(script)) {
      throw notInstalled();
    }
    return script;
  }

  /** Finds Erlang's port mapper. */
  static Path epmd() {
    return Programs.find("epmd").orElseThrow(RabbitMqPrograms::notInstalled);
  }

  private static LocalException notInstalled() {
    return new LocalException(
        "RabbitMQ is not installed: install it, on Debian and Ubuntu with apt-get install rabbitmq-server.");
  }
}
