package warren.service.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.client.WarrenClient;
import warren.local.DataFolder;
import warren.local.PostgresStandby;
import warren.local.PrivatePostgres;
import warren.schema.Migrations;
import warren.service.support.Await;
import warren.service.support.TestServers;
import warren.service.support.TestServers.Place;
import warren.service.support.TestService;

/** A service whose database is lost and replaced by its standby, while accounts are created. */
class DatabaseFailoverIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATABASE = "warren";
  private static final int WRITERS = 3;

  /** Twice the limit of 5 s, because the machine also runs the writers and both servers. */
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  private final Map<String, String> stored = new ConcurrentSkipListMap<>();
  private final Set<String> outcomes = new ConcurrentSkipListSet<>();
  private final AtomicInteger refused = new AtomicInteger();
  private DataFolder folder;
  private PrivatePostgres primary;
  private PrivatePostgres standby;
  private TestService service;
  private volatile boolean over;

  @BeforeEach
  void start() throws Exception {
    folder = DataFolder.open(Files.createTempDirectory(Path.of("target"), "servers"));
    primary = PrivatePostgres.start(folder.path().resolve("primary"));
    primary.createDatabase(DATABASE);
    Migrations.migrate(primary.dataSource(DATABASE));
    standby = PostgresStandby.start(primary, folder.path().resolve("standby"));
    var place =
        new Place(
            TestServers.take().amqpUri(),
            url(primary, standby),
            primary.user(),
            primary.password());
    service = TestService.start(place, Map.of("WARREN_DB_URL", url(standby, primary)));
  }

  private static String url(PrivatePostgres first, PrivatePostgres second) {
    return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s"
        .formatted(first.port(), second.port(), DATABASE);
  }

  @AfterEach
  @SuppressWarnings("try") // the resources are only closed
  void stop() {
    over = true;
    try (var last = folder;
        var third = primary;
        var second = standby;
        var first = service) {
      // the service first
    }
  }

  @Test
  void aPromotedStandbyIsUsedAndNoAcknowledgedWriteIsLost() throws Exception {
    try (var client = WarrenClient.connect(service.place().amqpUri())) {
      var writers = startWriters(client);
      Await.until("accounts are created", () -> stored.size() >= 20);
      primary.kill();
      Await.until("writes are refused", () -> refused.get() >= WRITERS);
      assertTrue(reason().startsWith(unavailable()), reason());
      PostgresStandby.promote(standby);
      var promoted = System.nanoTime();
      var before = stored.size();
      Await.until("accounts are created again", () -> stored.size() > before);
      var recovery = Duration.ofNanos(System.nanoTime() - promoted);
      Await.until("all writers continue", () -> stored.size() >= before + 20);
      over = true;
      writers.join();
      assertTrue(recovery.compareTo(RECOVERY) < 0, "recovered after " + recovery);
    }

    assertEquals(Set.of("200", "503 unavailable 1000"), outcomes);
    assertEquals(new TreeMap<>(stored), accounts());
    Await.until("it is ready", () -> service.get("/health/ready").statusCode() == 200);
  }

  @Test
  void aPrimaryThatBecomesReadOnlyCausesRefusalsUntilItAcceptsWrites() throws Exception {
    try (var client = WarrenClient.connect(service.place().amqpUri())) {
      var sessions = sessions();
      setReadOnly("on");
      Await.until("a write is refused", () -> create(client, "ada") == 503);
      assertEquals(Set.of("503 unavailable 1000"), new TreeSet<>(outcomes));
      Await.until("its connection is closed", () -> !sessions().containsAll(sessions));
      setReadOnly("off");
      Await.until("a write succeeds", () -> create(client, "ada") == 200);
    }
    assertEquals(Set.of("ada"), accounts().keySet());
  }

  private CompletableFuture<Void> startWriters(WarrenClient client) {
    var threads = Executors.newFixedThreadPool(WRITERS);
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (var i = 0; i < WRITERS; i++) {
      var name = "writer" + i;
      writers.add(CompletableFuture.runAsync(() -> createAccounts(client, name), threads));
    }
    threads.shutdown();
    return CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
  }

  private void createAccounts(WarrenClient client, String writer) {
    try {
      for (var i = 0; !over; i++) {
        while (create(client, writer + "-" + i) != 200) {
          refused.incrementAndGet();
          Thread.sleep(50);
        }
      }
    } catch (Exception e) {
      outcomes.add(e.toString());
    }
  }

  /** Sends the write with the same message id each time; returns the status. */
  private int create(WarrenClient client, String username) throws Exception {
    var body = Map.of("username", username, "password", TestService.PASSWORD);
    var reply =
        client
            .withTimeout(Await.PATIENCE)
            .withMessageId("create-" + username)
            .exchange("RequestAccountCreate", JSON.writeValueAsBytes(body));
    var data = JSON.readTree(reply.body());
    if (reply.status() == 200) {
      outcomes.add("200");
      stored.put(username, data.at("/data/user-id").textValue());
    } else {
      var error = data.get("error");
      outcomes.add(
          "%d %s %s"
              .formatted(
                  reply.status(), error.get("code").textValue(), error.get("retry_after_ms")));
    }
    return reply.status();
  }

  private Map<String, String> accounts() {
    Map<String, String> accounts = new TreeMap<>();
    service
        .database()
        .useHandle(
            handle ->
                handle
                    .createQuery("select username, id::text from account where username <> 'admin'")
                    .mapToMap()
                    .forEach(
                        row -> accounts.put((String) row.get("username"), (String) row.get("id"))));
    return accounts;
  }

  /** The process ids of the service's database sessions. */
  private Set<Integer> sessions() throws Exception {
    Set<Integer> ids = new TreeSet<>();
    try (var connection = primary.dataSource(DATABASE).getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select pid from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()")) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  /** The connection itself must be able to reverse the change. */
  private void setReadOnly(String value) throws Exception {
    try (var connection = primary.dataSource(DATABASE).getConnection();
        var statement = connection.createStatement()) {
      for (var sql :
          Arrays.asList(
              "set default_transaction_read_only = off",
              "alter system set default_transaction_read_only = " + value,
              "select pg_reload_conf()")) {
        statement.execute(sql);
      }
    }
  }

  private String reason() throws Exception {
    var response = service.get("/health/ready");
    assertEquals(503, response.statusCode(), response.body());
    return JSON.readTree(response.body()).get("reason").textValue();
  }

  /** The rest is the driver's reason for one of the two hosts. */
  private String unavailable() {
    return "No connection to the database at %s: ".formatted(url(standby, primary));
  }
}
