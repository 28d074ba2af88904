package warren.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The machine on which the benchmark runs. */
public final class Machine {
  private static final double KIB_PER_GIB = 1024 * 1024;

  private Machine() {}

  /** Returns a description in one line. */
  public static String description() {
    return String.format(
        Locale.ROOT,
        "%d processors (%s), %.0f GiB, %s %s, Java %s.",
        Runtime.getRuntime().availableProcessors(),
        field("cpuinfo", "model name").orElse("?").replaceAll(" +", " "),
        field("meminfo", "MemTotal").map(Machine::number).orElse(0L) / KIB_PER_GIB,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.version());
  }

  /** Returns a field of a file in /proc; empty if the file or the field is missing. */
  static Optional<String> field(String file, String name) {
    try (var lines = Files.lines(Path.of("/proc", file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static long number(String field) {
    return Long.parseLong(field.replaceAll("\\D", ""));
  }
}
