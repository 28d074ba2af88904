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

/** Starts {@code serve} and {@code gateway} once, and keeps what they load for later starts. */
@Command(
    name = "archive-classes",
    description = {
      "Makes the next starts of serve and gateway faster, and both smaller.",
      "Starts them once, on servers of their own, and keeps what they load as Java has it in"
          + " memory, beside the jars: until these are built anew."
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
    // beside it the launcher looks for the archive of what it is to start
    var jar = Path.of(System.getProperty("java.class.path"));
    try (var folder = DataFolder.temporary();
        var servers = LocalServers.start(folder, 0, List.of())) {
      Up.prepare(servers.postgres());
      var settings = new HashMap<>(ServiceSettings.forServers(folder, servers, Up.DATABASE));
      settings.put("WARREN_HEALTH_PORT", "0");
      settings.put("WARREN_HTTP_PORT", "0");
      for (var command : List.of("serve", "gateway")) {
        var archive = new ClassArchive(command, settings, folder.path()).make(jar);
        spec.commandLine().getOut().println(archive);
      }
    }
  }
}
