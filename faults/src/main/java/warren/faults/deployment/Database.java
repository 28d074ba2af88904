package warren.faults.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import warren.local.PostgresStandby;
import warren.local.PrivatePostgres;
import warren.local.TcpLink;

/**
 * A PostgreSQL with a synchronous standby. The services reach both through links, whose ports
 * remain when another server takes the place of a former primary. Not thread-safe, except {@link
 * #connect}.
 */
public final class Database implements AutoCloseable {
  /** The name of the database. */
  private static final String NAME = "warren";

  private final Path folder;
  private volatile PrivatePostgres primary;
  private PrivatePostgres standby;
  private TcpLink primaryLink;
  private TcpLink standbyLink;
  private Path primaryData;
  private Path standbyData;
  private int servers = 2;

  private Database(Path folder) throws InterruptedException {
    this.folder = folder;
    this.primaryData = folder.resolve("server-1");
    this.standbyData = folder.resolve("server-2");
    this.primary = PrivatePostgres.start(primaryData);
    this.primaryLink = TcpLink.to(primary.port());
    primary.createDatabase(NAME);
    this.standby = PostgresStandby.start(primary, standbyData);
    this.standbyLink = TcpLink.to(standby.port());
  }

  static Database start(Path folder) throws InterruptedException {
    return new Database(folder);
  }

  /** Returns the settings of a service. */
  Map<String, String> settings() {
    return Map.of(
        "WARREN_DB_URL",
        "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s"
            .formatted(primaryLink.port(), standbyLink.port(), NAME),
        "WARREN_DB_USER",
        primary.user(),
        "WARREN_DB_PASSWORD",
        primary.password());
  }

  /** Connects to the primary, without a link. */
  public Connection connect() throws SQLException {
    return primary.dataSource(NAME).getConnection();
  }

  public PrivatePostgres primary() {
    return primary;
  }

  /** Returns the links of all services to both servers. */
  public List<TcpLink> links() {
    return List.of(primaryLink, standbyLink);
  }

  /** Kills the primary and promotes the standby. */
  public void promote() throws InterruptedException {
    primary.kill();
    PostgresStandby.promote(standby);
    var formerData = primaryData;
    var formerLink = primaryLink;
    primary = standby;
    primaryData = standbyData;
    primaryLink = standbyLink;
    standbyLink = formerLink;
    delete(formerData.resolve("18"));
  }

  /** Starts a standby after a promotion. */
  public void replaceStandby() throws InterruptedException {
    standbyData = folder.resolve("server-" + ++servers);
    standby = PostgresStandby.start(primary, standbyData);
    standbyLink.redirect(standby.port());
  }

  /** Starts the servers that have ended, for example because their disk was full. */
  public void revive() throws InterruptedException {
    revive(standby);
    revive(primary);
  }

  private static void revive(PrivatePostgres server) throws InterruptedException {
    try (var connection = server.dataSource(NAME).getConnection()) {
      connection.createStatement().execute("SELECT 1");
    } catch (SQLException ended) {
      server.restart();
    }
  }

  /** Returns the folder that contains the data of both servers. */
  public Path folder() {
    return folder;
  }

  private static void delete(Path former) {
    try (var files = Files.walk(former)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    primaryLink.close();
    standbyLink.close();
    try {
      // the primary first: it would wait for its standby
      primary.close();
    } finally {
      standby.close();
    }
  }
}
