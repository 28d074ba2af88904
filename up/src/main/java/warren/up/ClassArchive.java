package warren.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import warren.local.Watchdog;
import warren.settings.StartException;

/**
 * An archive of the classes that a command loads when it starts (class data sharing): a first start
 * lists the classes, and a second run of Java writes the archive.
 */
final class ClassArchive {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final long POLL_INTERVAL_MS = 20;
  private static final Pattern VERSIONED =
      Pattern.compile("META-INF/versions/\\d+/(.+/.+)\\.class");

  private final String command;
  private final Map<String, String> settings;
  private final Path folder;
  private final Path output;

  /**
   * An archive that does not exist yet.
   *
   * @param settings of the command's start
   * @param folder for temporary files
   */
  ClassArchive(String command, Map<String, String> settings, Path folder) {
    this.command = command;
    this.settings = settings;
    this.folder = folder;
    this.output = folder.resolve(command + ".log");
  }

  /**
   * Writes the archive next to this jar, and returns its path.
   *
   * @throws StartException with the reason if it cannot be written
   */
  Path create(Path jar) throws InterruptedException {
    var archive = jar.resolveSibling(command + ".jsa");
    try {
      // otherwise the launcher would use the old one
      Files.deleteIfExists(archive);
      var list = folder.resolve(command + ".classes");
      startOnce("-XX:DumpLoadedClassList=" + list);
      removeClasses(versioned(jar.toAbsolutePath().resolveSibling(".")), list);
      var written = archive.resolveSibling(command + ".jsa.new");
      run(
          "-Xshare:dump -XX:SharedClassListFile=%s -XX:SharedArchiveFile=%s"
              .formatted(list, written));
      return Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartException("The archive %s cannot be written: %s".formatted(archive, e), e);
    }
  }

  private void startOnce(String javaOptions) throws IOException, InterruptedException {
    var process = start(javaOptions);
    try {
      var deadline = System.nanoTime() + TIMEOUT.toNanos();
      while (!Files.readString(output).contains(" is ready")) {
        if (process.waitFor(POLL_INTERVAL_MS, TimeUnit.MILLISECONDS)
            || System.nanoTime() > deadline) {
          throw failed();
        }
      }
      process.destroy();
      if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw failed();
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private void run(String javaOptions) throws IOException, InterruptedException {
    var process = start(javaOptions);
    try {
      if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw failed();
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String javaOptions) throws IOException {
    var builder = new ProcessBuilder(System.getProperty("warren.launcher"), command);
    builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_"));
    builder.environment().putAll(settings);
    builder.environment().put("WARREN_SKIP_BUILD", "1");
    builder.environment().put("WARREN_JAVA_OPTS", javaOptions);
    return Watchdog.start(builder.redirectErrorStream(true).redirectOutput(output.toFile()));
  }

  private StartException failed() throws IOException {
    return new StartException(
        "The classes of %s cannot be archived; its output was:%n%s"
            .formatted(command, Files.readString(output)),
        null);
  }

  /**
   * The classes that multi-release jars contain for certain versions of Java. Java 17 crashes if it
   * loads one of them from an archive while a recording or an agent observes class loading
   * (JDK-8343427).
   */
  private static Set<String> versioned(Path folder) throws IOException {
    Set<String> names = new HashSet<>();
    try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
      for (var jar : jars) {
        try (var entries = new JarFile(jar.toFile())) {
          entries.stream()
              .map(entry -> VERSIONED.matcher(entry.getName()))
              .filter(name -> name.matches())
              .forEach(name -> names.add(name.group(1)));
        }
      }
    }
    return names;
  }

  private static void removeClasses(Set<String> names, Path list) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(list));
    lines.removeIf(line -> names.stream().anyMatch(line::contains));
    Files.write(list, lines);
  }
}
