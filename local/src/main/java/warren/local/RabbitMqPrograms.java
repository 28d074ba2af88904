package warren.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The programs of one RabbitMQ.
 *
 * @param server the server's own script
 * @param epmd Erlang's port mapper
 */
record RabbitMqPrograms(Path server, Path epmd) {
  /** Selects another RabbitMQ for tests; {@code up} refuses this variable, which is no setting. */
  static final String TEST_SERVER = "WARREN_TEST_RABBITMQ";

  private static final Path USUAL_SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

  /** Finds the programs that are installed, or those that the tests selected. */
  static RabbitMqPrograms find() throws IOException {
    String selected = System.getenv(TEST_SERVER);
    return selected == null
        ? new RabbitMqPrograms(installedServer(), installedEpmd())
        : of(Path.of(selected));
  }

  /** Returns the programs of an unpacked RabbitMQ, whose folder may contain its own epmd. */
  static RabbitMqPrograms of(Path server) {
    if (!Files.isExecutable(server)) {
      throw new LocalException(server + " is not an executable rabbitmq-server.");
    }
    Path epmd = server.resolveSibling("epmd");
    return new RabbitMqPrograms(server, Files.isExecutable(epmd) ? epmd : installedEpmd());
  }

  /** On some systems, the program in PATH is a wrapper that switches to another user. */
  private static Path installedServer() throws IOException {
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

  private static Path installedEpmd() {
    return Programs.find("epmd").orElseThrow(RabbitMqPrograms::notInstalled);
  }

  private static LocalException notInstalled() {
    return new LocalException(
        "RabbitMQ is not installed: install it, on Debian and Ubuntu with apt-get install rabbitmq-server.");
  }
}
