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
import warren.settings.StartException;

/**
 * The classes that a command of the launcher's loads when it starts, as Java has them in memory:
 * one start tells which they are, and another of Java's makes the archive.
 */
final class ClassArchive {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long LOOK_MS = 20;
  private static final Pattern VERSIONED =
      Pattern.compile("META-INF/versions/\\d+/(.+/.+)\\.class");

  private final String command;
  private final Map<String, String> settings;
  private final Path folder;
  private final Path printed;

  /**
   * An archive to be made.
   *
   * @param settings with which the command starts
   * @param folder for what is needed meanwhile
   */
  ClassArchive(String command, Map<String, String> settings, Path folder) {
    this.command = command;
    this.settings = settings;
    this.folder = folder;
    this.printed = folder.resolve(command + ".log");
  }

  /**
   * Makes it beside this jar, among the others; returns where.
   *
   * @throws StartException saying why there is none
   */
  Path make(Path jar) throws InterruptedException {
    var archive = jar.resolveSibling(command + ".jsa");
    try {
      // or the launcher would use it
      Files.deleteIfExists(archive);
      var list = folder.resolve(command + ".classes");
      startOnce("-XX:DumpLoadedClassList=" + list);
      leaveOut(versioned(jar.toAbsolutePath().resolveSibling(".")), list);
      var made = archive.resolveSibling(command + ".jsa.new");
      run("-Xshare:dump -XX:SharedClassListFile=%s -XX:SharedArchiveFile=%s".formatted(list, made));
      return Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartException("The archive %s can't be made: %s".formatted(archive, e), e);
    }
  }

  private void startOnce(String javaOptions) throws IOException, InterruptedException {
    var process = start(javaOptions);
    try {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!Files.readString(printed).contains(" is ready")) {
        if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          throw failed();
        }
      }
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw failed();
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private void run(String javaOptions) throws IOException, InterruptedException {
    var process = start(javaOptions);
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
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
    return builder.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
  }

  private StartException failed() throws IOException {
    return new StartException(
        "The classes of %s can't be archived; it printed:%n%s"
            .formatted(command, Files.readString(printed)),
        null);
  }

  /**
   * Classes that jars have for certain versions of Java only. Java 17 crashes over one that comes
   * from an archive, as soon as a recording or an agent watches what is loaded (JDK-8343427).
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

  private static void leaveOut(Set<String> names, Path list) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(list));
    lines.removeIf(line -> names.stream().anyMatch(line::contains));
    Files.write(list, lines);
  }
}
