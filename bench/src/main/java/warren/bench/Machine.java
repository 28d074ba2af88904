package warren.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What it was measured on. */
final class Machine {
  private Machine() {}

  /** In a line, for people. */
  static String described() {
    return "%d processors (%s), %.0f GiB, %s %s, Java %s."
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            field("cpuinfo", "model name").replaceAll(" +", " "),
            Long.parseLong(field("meminfo", "MemTotal").replaceAll("\\D", "")) / 1024.0 / 1024,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version());
  }

  private static String field(String file, String name) {
    try (var lines = Files.lines(Path.of("/proc", file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
