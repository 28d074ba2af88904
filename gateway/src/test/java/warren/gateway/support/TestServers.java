package warren.gateway.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import warren.local.DataFolder;
import warren.local.LocalServers;
import warren.schema.Migrations;

/**
 * One RabbitMQ and one PostgreSQL for the whole test run, started by the first test that needs
 * them. Each gateway under test has a vhost and a database of its own.
 */
final class TestServers {
  private static final int MAX_PLACES = 96;
  private static final String TEMPLATE = "migrated";
  private static @Nullable TestServers run;

  private final LocalServers servers;
  private int used;

  private TestServers() throws IOException, InterruptedException {
    var folder = DataFolder.open(Files.createTempDirectory(Path.of("target"), "servers"));
    servers =
        LocalServers.start(
            folder, 0, IntStream.range(0, MAX_PLACES).mapToObj(TestServers::name).toList());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder)));
    servers.postgres().createDatabase(TEMPLATE);
    Migrations.migrate(servers.postgres().dataSource(TEMPLATE));
  }

  private void stop(DataFolder folder) {
    try (folder;
        servers) {
      // the servers first
    }
  }

  private static String name(int number) {
    return "test" + number;
  }

  /** A vhost and a migrated database that no other test uses. */
  static synchronized Place newPlace() throws IOException, InterruptedException {
    if (run == null) {
      run = new TestServers();
    }
    return run.next();
  }

  private Place next() {
    if (used == MAX_PLACES) {
      throw new IllegalStateException("All vhosts are in use: raise MAX_PLACES.");
    }
    var name = name(used++);
    var postgres = servers.postgres();
    postgres.createDatabase(name, TEMPLATE);
    return new Place(
        servers.broker().uri(name), postgres.jdbcUrl(name), postgres.user(), postgres.password());
  }

  /** The addresses of a vhost and a database. */
  record Place(String amqpUri, String dbUrl, String dbUser, String dbPassword) {}
}
