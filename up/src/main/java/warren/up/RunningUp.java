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
import org.jspecify.annotations.Nullable;
import warren.local.DataFolder;
import warren.settings.StartException;

/**
 * The settings of a running {@code up}, published in a file of its data folder so that other
 * commands find its database. The file is deleted when the servers stop.
 */
final class RunningUp implements AutoCloseable {
  private static final String FILE = "settings.env";

  private final Path file;

  private RunningUp(Path file) {
    this.file = file;
  }

  /** Writes the file. */
  static RunningUp publish(DataFolder folder, Map<String, String> settings) {
    return new RunningUp(
        folder.write(
            FILE,
            new TreeMap<>(settings)
                .entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                    .collect(Collectors.joining())));
  }

  /**
   * The caller's settings; without a database, those of a running {@code up} are added.
   *
   * @param data the folder of the {@code up} whose database is used in any case; null if the caller
   *     has stated none
   */
  static Map<String, String> environment(@Nullable Path data) {
    var environment = System.getenv();
    if (data != null) {
      requireRunning(data);
      return withRunningUp(environment, data);
    }
    return environment.containsKey("WARREN_DB_URL")
        ? environment
        : withRunningUp(environment, Up.defaultFolder(environment));
  }

  private static void requireRunning(Path folder) {
    if (!Files.exists(folder.resolve(FILE))) {
      throw new StartException("No `up --data %s` is running.".formatted(folder), null);
    }
  }

  /** Adds the settings of the {@code up} that runs on this data folder, if there is one. */
  static Map<String, String> withRunningUp(Map<String, String> environment, Path folder) {
    var all = new HashMap<>(environment);
    try {
      for (var line : Files.readAllLines(folder.resolve(FILE))) {
        all.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
    } catch (NoSuchFileException notRunning) {
      // the caller's settings are incomplete then, and the command says which one is missing
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
