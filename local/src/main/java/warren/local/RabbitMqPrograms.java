package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The programs of one RabbitMQ.
 *
 * @param server the server's own script
 * @param epmd Erlang's port mapper
 */
record RabbitMqPrograms(Path server, Path epmd) {
  /**
   * Selects another RabbitMQ for tests; {@code up} refuses this variable, because it is not a
   * setting.
   */
  static final String TEST_SERVER = "WARREN_TEST_RABBITMQ";

  private static final Path USUAL_SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

  /** Finds the programs that are installed, or those that the tests selected. */
  static RabbitMqPrograms find() throws IOException {
    String selected = System.getenv(TEST_SERVER);
    return selected == null ? installed() : of(Path.of(selected));
  }

  /** Returns the programs of an unpacked RabbitMQ, whose folder may contain its own epmd. */
  static RabbitMqPrograms of(Path server) {
    if (!Files.isExecutable(server)) {
      throw new LocalException(server + " is not an executable rabbitmq-server.");
    }
    Path epmd = server.resolveSibling("epmd");
    return new RabbitMqPrograms(server, Files.isExecutable(epmd) ? epmd : installedEpmd());
  }

  /** Finds the programs that are installed. */
  static RabbitMqPrograms installed() throws IOException {
    return new RabbitMqPrograms(installedServer(), installedEpmd());
  }

  /** Returns the program that manages a node. */
  Path manager() {
    return server.resolveSibling("rabbitmqctl");
  }

  /** Returns the release, which the usual paths contain; asking the program takes a second. */
  RabbitMqVersion version() throws IOException {
    Optional<RabbitMqVersion> inPath = RabbitMqVersion.find(server.toRealPath().toString());
    return inPath.isPresent() ? inPath.get() : printedVersion();
  }

  private RabbitMqVersion printedVersion() throws IOException {
    ProcessBuilder command = new ProcessBuilder(manager().toString(), "version");
    command.environment().put("PATH", Programs.path());
    Process process = command.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return RabbitMqVersion.find(printed)
        .orElseThrow(
            () -> new LocalException(manager() + " does not print its version: " + printed));
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
