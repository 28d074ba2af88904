package warren.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code rabbitmqctl} for a private node. */
final class RabbitMqControl {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private RabbitMqControl() {}

  /** Returns the words of a command line to which the arguments are appended. */
  static List<String> command(String node, Map<String, String> environment) throws IOException {
    List<String> words = new ArrayList<>(List.of("env", "--ignore-environment"));
    for (var variable : environment.entrySet()) {
      if (!variable.getKey().equals("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS")) {
        words.add(variable.getKey() + "=" + variable.getValue());
      }
    }
    words.add(RabbitMqPrograms.server().resolveSibling("rabbitmqctl").toString());
    words.addAll(List.of("--node", node));
    return words;
  }

  /**
   * Runs a command and returns its output.
   *
   * @param environment that of the node
   * @throws LocalException if the command fails or lasts longer than a minute
   */
  static String run(String node, Path folder, Map<String, String> environment, String... arguments)
      throws InterruptedException {
    try {
      List<String> command = new ArrayList<>(command(node, environment));
      command.add("--quiet");
      command.addAll(List.of(arguments));
      Path output = Files.createTempFile(folder, "rabbitmqctl", ".log");
      try {
        return run(command, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new LocalException("rabbitmqctl cannot be run: " + e, e);
    }
  }

  private static String run(List<String> command, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile());
    Process process = builder.start();
    boolean ended = process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    String printed = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
    if (!ended || process.exitValue() != 0) {
      throw new LocalException(String.join(" ", command) + " failed: " + printed);
    }
    return printed;
  }
}
