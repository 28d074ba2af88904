package warren.service.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import warren.local.DataFolder;
import warren.local.LocalServers;
import warren.local.PrivateBroker;
import warren.local.PrivatePostgres;
import warren.schema.Migrations;
import warren.service.support.TestServers.Place;

/** A broker and a database server for a test that stops them. */
public final class PrivateServers implements AutoCloseable {
  private static final String DATABASE = "warren";

  private final DataFolder folder;
  private final LocalServers servers;

  private PrivateServers(DataFolder folder, LocalServers servers) {
    this.folder = folder;
    this.servers = servers;
  }

  public static PrivateServers start() throws IOException, InterruptedException {
    var folder = DataFolder.open(Files.createTempDirectory(Path.of("target"), "servers"));
    var own = new PrivateServers(folder, LocalServers.start(folder, 0, List.of()));
    own.postgres().createDatabase(DATABASE);
    Migrations.migrate(own.postgres().dataSource(DATABASE));
    return own;
  }

  public PrivateBroker broker() {
    return servers.broker();
  }

  public PrivatePostgres postgres() {
    return servers.postgres();
  }

  /** Where the one service on them runs. */
  public Place place() {
    return new Place(
        broker().uri(), postgres().jdbcUrl(DATABASE), postgres().user(), postgres().password());
  }

  @Override
  public void close() {
    try (folder;
        servers) {
      // the servers first
    }
  }
}
