package warren.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.local.DataFolder;
import warren.local.LocalServers;

/** The benchmark on external servers. */
final class ExternalServersIT {
  private static DataFolder folder;
  private static LocalServers servers;

  @TempDir private Path to;
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    folder = DataFolder.open(data);
    servers = LocalServers.start(folder, 0, List.of());
  }

  @AfterAll
  static void stop() {
    servers.close();
    folder.close();
  }

  private static void execute(String database, String sql) throws SQLException {
    try (var connection = servers.postgres().dataSource(database).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int run(String database, String... arguments) {
    servers.postgres().createDatabase(database);
    var environment =
        Map.of(
            "WARREN_AMQP_URI", servers.broker().uri(),
            "WARREN_DB_URL", servers.postgres().jdbcUrl(database),
            "WARREN_DB_USER", servers.postgres().user(),
            "WARREN_DB_PASSWORD", servers.postgres().password());
    return Bench.commandLine(environment).setErr(new PrintWriter(err)).execute(arguments);
  }

  @Test
  void theCpuUseOfExternalServersIsUnknown() throws Exception {
    var exit =
        run(
            "bench",
            "--to=" + to,
            "--parts=windows,processes",
            "--rounds=1",
            "--seconds=1",
            "--warm-up=1",
            "--windows=4",
            "--processes=1",
            "--small=200",
            "--subjects=Mix");
    assertEquals(0, exit, err.toString());
    var report = Files.readString(to.resolve("bench.md"));
    var mix = report.lines().filter(line -> line.startsWith("| Mix | ")).findFirst().orElseThrow();
    var cells = List.of(mix.split(" \\| ", -1));
    // CPU of the broker, the database and other processes
    assertEquals(List.of("–", "–", "–"), List.of(cells.get(7), cells.get(8), cells.get(10)));
    assertTrue(report.contains("Disturbance by other processes is unknown"), report);
    assertTrue(report.contains("\n0 of "), report);
  }

  /** The schema of such a database must remain unchanged. */
  @Test
  void aDatabaseWithAccountsIsRefused() throws Exception {
    servers.postgres().createDatabase("used");
    execute("used", "create table account as select 1 as id");
    assertEquals(1, run("used", "--to=" + to, "--parts=start"));
    assertEquals("This database contains accounts: use an empty database.\n", err.toString());
    execute("used", "create table session (id int)");
  }
}
