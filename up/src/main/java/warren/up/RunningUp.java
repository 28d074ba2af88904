package warren.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import warren.local.DataFolder;

/**
 * Where a running {@code up} has its servers: told in a file of its folder, so that commands beside
 * it find its database. The file is gone when the servers are.
 */
final class RunningUp implements AutoCloseable {
  private static final String FILE = "settings.env";

  private final Path file;

  private RunningUp(Path file) {
    this.file = file;
  }

  /** Tells these settings. */
  static RunningUp tell(DataFolder folder, Map<String, String> settings) {
    return new RunningUp(
        folder.write(
            FILE,
            new TreeMap<>(settings)
                .entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                    .collect(Collectors.joining())));
  }

  /** Settings as the caller has them or, where they name no database, those of a running up. */
  static Map<String, String> environment() {
    var environment = System.getenv();
    return environment.containsKey("WARREN_DB_URL")
        ? environment
        : beside(environment, Up.standardFolder(environment));
  }

  static Map<String, String> beside(Map<String, String> environment, Path folder) {
    var all = new HashMap<>(environment);
    try {
      for (var line : Files.readAllLines(folder.resolve(FILE))) {
        all.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
    } catch (NoSuchFileException nothingRuns) {
      // then the settings are the caller's alone, and what they lack is said
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
