package warren.service.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import warren.local.DataFolder;
import warren.local.PrivateBroker;
import warren.local.PrivatePostgres;
import warren.schema.Migrations;

/**
 * One broker and one database server for the whole run, started concurrently by the first test that
 * needs them. Each service has its own vhost and database.
 */
public final class TestServers {
  private static final int VHOSTS = 256;
  private static final String TEMPLATE = "migrated";
  private static @Nullable TestServers run;

  private final TestBroker broker;
  private final PrivatePostgres postgres;
  private int taken;

  private TestServers() {
    try {
      var folder = DataFolder.open(Files.createTempDirectory(Path.of("target"), "servers"));
      var starting = CompletableFuture.supplyAsync(unchecked(() -> broker(folder.path())));
      postgres = unchecked(() -> PrivatePostgres.start(folder.path().resolve("postgres"))).get();
      postgres.createDatabase(TEMPLATE);
      Migrations.migrate(postgres.dataSource(TEMPLATE));
      broker = starting.join();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void stop(DataFolder folder) {
    try (folder;
        postgres;
        broker) {
      // the broker first
    }
  }

  private static TestBroker broker(Path folder) throws InterruptedException {
    if ("testcontainers".equals(System.getenv("WARREN_TEST_BROKER"))) {
      return new ContainerBroker(vhosts());
    }
    var node = PrivateBroker.start(folder.resolve("broker"), 0, vhosts());
    return new TestBroker() {
      @Override
      public String uri(String vhost) {
        return node.uri(vhost);
      }

      @Override
      public void close() {
        node.close();
      }
    };
  }

  private static List<String> vhosts() {
    return IntStream.range(0, VHOSTS).mapToObj(TestServers::name).toList();
  }

  private static String name(int number) {
    return "test" + number;
  }

  /** An unused vhost and an unused migrated database. */
  public static Place take() {
    return run().next(TEMPLATE);
  }

  /** The same, but the database is empty. */
  public static Place takeUnmigrated() {
    return run().next("template0");
  }

  private static synchronized TestServers run() {
    if (run == null) {
      run = new TestServers();
    }
    return run;
  }

  private synchronized Place next(String template) {
    var name = name(taken++);
    postgres.createDatabase(name, template);
    return new Place(
        broker.uri(name), postgres.jdbcUrl(name), postgres.user(), postgres.password());
  }

  /** Where a service under test runs. */
  public record Place(String amqpUri, String dbUrl, String dbUser, String dbPassword) {}

  private interface Interruptible<T> {
    T get() throws InterruptedException;
  }

  private static <T> Supplier<T> unchecked(Interruptible<T> work) {
    return () -> {
      try {
        return work.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    };
  }
}
