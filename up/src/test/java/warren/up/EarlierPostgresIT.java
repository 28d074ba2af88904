package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.local.FreePort;

/** {@code up} on a data folder whose database an earlier PostgreSQL created. */
final class EarlierPostgresIT {
  private static final String SECRET = "a secret of the folder of an earlier version";
  private static final String DATABASE_PASSWORD = "of-the-database";
  private static final String PASSWORD = "staple in a stable";

  private static final int MAJOR =
      IntStream.of(17, 16, 15)
          .filter(major -> Files.isExecutable(program(major, "pg_dump")))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no earlier PostgreSQL is installed"));

  private final int port = FreePort.pick();
  private final Path data;
  private final Path postgres;

  EarlierPostgresIT(@TempDir Path folder) throws IOException {
    data = folder.toRealPath().resolve("data");
    postgres = data.resolve("postgres");
  }

  private static Path program(int major, String name) {
    return Path.of("/usr/lib/postgresql", Integer.toString(major), "bin", name);
  }

  @Test
  void theAccountsRemainAndTheirPasswordsAreValid() throws Exception {
    Files.createDirectories(data.resolve("secrets"));
    Files.writeString(data.resolve("secrets").resolve("service"), SECRET);
    Files.createDirectory(postgres);
    var earlier = postgres.resolve(Integer.toString(MAJOR));
    createAdministrator(earlier);

    try (var up = StartedUp.start(data)) {
      up.login("root", PASSWORD);
    }
    assertEquals("18\n", Files.readString(postgres.resolve("18").resolve("PG_VERSION")));
    assertTrue(Files.isDirectory(earlier));
  }

  /** Creates the folder, with the schema and an account. */
  private void createAdministrator(Path data) throws Exception {
    var password = Files.writeString(postgres.resolve("password"), DATABASE_PASSWORD);
    try (var initdb =
        run(
            "initdb",
            "--pgdata=" + data,
            "--username=warren",
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C")) {
      assertEquals(0, initdb.exit(), initdb::output);
    }
    try (var server =
        run("postgres", "-D" + data, "-p" + port, "-h127.0.0.1", "-cunix_socket_directories=")) {
      server.await("it is ready", () -> server.err().contains("ready to accept connections"));
      try (var connection =
              DriverManager.getConnection(url("postgres"), "warren", DATABASE_PASSWORD);
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE warren");
      }
      assertSucceeds(Launched.start(settings(), "migrate"));
      assertSucceeds(Launched.start(settings(), "admin", "create", "root").type(PASSWORD));
      server.signal("INT");
      assertEquals(0, server.exit(), server::output);
    }
  }

  private static void assertSucceeds(Launched command) throws Exception {
    try (command) {
      assertEquals(0, command.exit(), command::output);
    }
  }

  private Launched run(String program, String... arguments) throws Exception {
    // PostgreSQL refuses to run as root
    var isRoot = (int) Files.getAttribute(postgres, "unix:uid") == 0;
    List<String> command = new ArrayList<>(isRoot ? List.of("unshare", "--user") : List.of());
    command.add(program(MAJOR, program).toString());
    command.addAll(List.of(arguments));
    return Launched.program(postgres, Map.of("LC_ALL", "C"), command);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("WARREN_DB_URL", url("warren"));
    settings.put("WARREN_DB_USER", "warren");
    settings.put("WARREN_DB_PASSWORD", DATABASE_PASSWORD);
    settings.put("WARREN_SECRET", SECRET);
    return settings;
  }
}
