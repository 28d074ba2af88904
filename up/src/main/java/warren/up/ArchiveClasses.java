package warren.up;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import warren.local.DataFolder;
import warren.local.LocalException;
import warren.local.LocalServers;
import warren.settings.StartException;

/** Archives the classes that {@code serve} and {@code gateway} load, for faster starts. */
@Command(
    name = "archive-classes",
    description = {
      "Makes later starts of serve and gateway faster and reduces their memory use.",
      "Starts both once on private servers and stores the loaded classes, in the format that"
          + " Java maps into memory, next to the jars. The next build deletes the archives."
    })
final class ArchiveClasses implements Callable<Integer> {
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
    // the launcher looks for a command's archive next to this jar
    var jar = Path.of(System.getProperty("java.class.path"));
    try (var folder = DataFolder.temporary();
        var servers = LocalServers.start(folder, 0, List.of())) {
      Up.prepare(servers.postgres());
      var settings = new HashMap<>(ServiceSettings.forServers(folder, servers, Up.DATABASE));
      settings.put("WARREN_HEALTH_PORT", "0");
      settings.put("WARREN_HTTP_PORT", "0");
      for (var command : List.of("serve", "gateway")) {
        var archive = new ClassArchive(command, settings, folder.path()).create(jar);
        spec.commandLine().getOut().println(archive);
      }
    }
  }
}
