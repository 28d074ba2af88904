package warren.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import warren.local.DataFolder;
import warren.local.LocalException;
import warren.local.LocalServers;
import warren.settings.StartException;

/** Starts {@code serve} and {@code gateway} once, and keeps what they load for later starts. */
@Command(
    name = "archive-classes",
    description = {
      "Makes the next starts of serve and gateway faster, and both smaller.",
      "Starts them once, on servers of their own, and keeps what they load as Java has it in"
          + " memory, beside the jars: until these are built anew."
    })
final class ArchiveClasses implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long LOOK_MS = 20;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    try (var shutdown = Shutdown.prepare(err)) {
      try {
        archiveAll();
        return 0;
      } catch (StartException | LocalException | InterruptedException e) {
        if (!shutdown.isRequested()) {
          err.println(e.getMessage());
        }
        return 1;
      }
    }
  }

  private void archiveAll() throws InterruptedException {
    // beside it the launcher looks for the archive of what it is to start
    var jar = Path.of(System.getProperty("java.class.path"));
    try (var folder = DataFolder.temporary();
        var servers = LocalServers.start(folder, 0, List.of())) {
      Up.prepare(servers.postgres());
      var settings = new HashMap<>(ServiceSettings.ours(folder, servers, Up.DATABASE));
      settings.put("WARREN_HEALTH_PORT", "0");
      settings.put("WARREN_HTTP_PORT", "0");
      for (var command : List.of("serve", "gateway")) {
        var archive = jar.resolveSibling(command + ".jsa");
        archive(command, settings, archive, folder.path().resolve(command + ".log"));
        spec.commandLine().getOut().println(archive);
      }
    }
  }

  private static void archive(
      String command, Map<String, String> settings, Path archive, Path printed)
      throws InterruptedException {
    var made = archive.resolveSibling(archive.getFileName() + ".new");
    try {
      Files.deleteIfExists(archive);
      var process = start(command, settings, made, printed);
      try {
        var isReady = awaitReady(process, printed);
        process.destroy();
        // it is written when the process ends
        var hasEnded = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!isReady || !hasEnded || !Files.exists(made)) {
          throw new StartException(
              "The classes of %s can't be archived; it printed:%n%s"
                  .formatted(command, Files.readString(printed)),
              null);
        }
      } finally {
        process.destroyForcibly();
      }
      Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartException("The archive %s can't be made: %s".formatted(archive, e), e);
    }
  }

  private static Process start(
      String command, Map<String, String> settings, Path made, Path printed) throws IOException {
    var builder = new ProcessBuilder(System.getProperty("warren.launcher"), command);
    builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_"));
    builder.environment().putAll(settings);
    builder.environment().put("WARREN_SKIP_BUILD", "1");
    builder.environment().put("WARREN_JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + made);
    return builder.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
  }

  private static boolean awaitReady(Process process, Path printed)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var isReady = false;
    while (!isReady && process.isAlive() && System.nanoTime() < deadline) {
      process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS);
      isReady = Files.readString(printed).contains(" is ready");
    }
    return isReady;
  }
}
