package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Both servers after a restart on the same folder; the JVM of their first run was killed. */
@TestInstance(Lifecycle.PER_CLASS)
final class LocalServersIT {
  private static final String USER = "warren";

  private Path folder;
  private List<ProcessHandle> firstServers;
  private long firstJvm;
  private LocalException refusalDuringFirstRun;
  private DataFolder data;
  private LocalServers servers;

  @BeforeAll
  void startAgainAfterTheFirstJvmIsKilled(@TempDir Path parent) throws Exception {
    folder = parent.resolve("with a space");
    OtherJvm first = OtherJvm.start(folder);
    try {
      firstServers = first.servers();
      firstJvm = first.pid();
      refusalDuringFirstRun = assertThrows(LocalException.class, () -> DataFolder.open(folder));
      insertRow(first.database(), first.password());
      publish(first.amqp());
    } finally {
      first.kill();
    }
    data = DataFolder.open(folder);
    servers = LocalServers.start(data, 0, List.of("blue", "green"));
  }

  @AfterAll
  void stop() {
    try {
      servers.close();
    } finally {
      data.close();
    }
  }

  @Test
  void theFolderOfARunningJvmIsRefused() throws Exception {
    assertEquals(
        "The data folder %s is in use by another warren up (process %d)."
            .formatted(folder.toRealPath(), firstJvm),
        refusalDuringFirstRun.getMessage());
  }

  @Test
  void everyProcessOfTheFirstRunHasEnded() throws Exception {
    assertTrue(firstServers.size() > 3, "expected a broker, an epmd, a postgres and its children");
    Running.awaitNone(firstServers);
  }

  @Test
  void aCommittedRowSurvivesTheKill() throws Exception {
    assertEquals(1, rows(servers.postgres().jdbcUrl("stored")));
  }

  @Test
  void aCommittedRowSurvivesARestart() throws Exception {
    servers.postgres().restart();

    assertEquals(1, rows(servers.postgres().jdbcUrl("stored")));
  }

  @Test
  void aPersistentMessageSurvivesTheKillAndARestart() throws Exception {
    assertEquals("stored", peek(servers.broker().uri()));

    servers.broker().restart();

    assertEquals("stored", peek(servers.broker().uri()));
  }

  @Test
  void vhostsAreIsolatedFromEachOther() throws Exception {
    try (Connection blue = connect(servers.broker().uri("blue"));
        Connection green = connect(servers.broker().uri("green"))) {
      blue.createChannel().queueDeclare("blue only", false, true, true, null);
      Channel greenChannel = green.createChannel();

      assertThrows(IOException.class, () -> greenChannel.queueDeclarePassive("blue only"));
    }
  }

  @Test
  void creatingAnExistingDatabaseDoesNothingAndATemplateCanBeCopiedTwice() throws Exception {
    PrivatePostgres postgres = servers.postgres();
    postgres.createDatabase("template_of_two");
    postgres.createDatabase("template_of_two");
    insertRow(postgres.jdbcUrl("template_of_two"), postgres.password());

    postgres.createDatabase("one_copy", "template_of_two");
    postgres.createDatabase("another_copy", "template_of_two");

    assertEquals(1, rows(postgres.jdbcUrl("one_copy")));
    assertEquals(1, rows(postgres.jdbcUrl("another_copy")));
  }

  @Test
  void anInvalidDatabaseNameIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> servers.postgres().createDatabase("a\"; DROP DATABASE stored"));
  }

  @Test
  void aWrongPasswordIsRefused() {
    SQLException refused =
        assertThrows(
            SQLException.class,
            () ->
                DriverManager.getConnection(servers.postgres().jdbcUrl("postgres"), USER, "guess"));

    assertEquals("28P01", refused.getSQLState());
  }

  @Test
  void commitsAreDurable() throws Exception {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      assertEquals("on", setting(setting), setting);
    }
  }

  @Test
  void theDataDirectoryIsNamedAfterThePostgresVersionInOurJars() throws Exception {
    assertTrue(setting("server_version").startsWith("18."));
    assertEquals(folder.toRealPath().resolve("postgres/18").toString(), setting("data_directory"));
  }

  @Test
  void trigramsContainLettersOfAllScripts() throws Exception {
    try (var connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION pg_trgm");
    }
    for (String letters : List.of("ada", "ива", "山田太")) {
      assertEquals("4", value("SELECT cardinality(show_trgm('%s'))".formatted(letters)), letters);
    }
  }

  private String setting(String name) throws SQLException {
    return value("SHOW " + name);
  }

  private String value(String query) throws SQLException {
    try (var connection = connection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      assertTrue(result.next());
      return result.getString(1);
    }
  }

  private java.sql.Connection connection() throws SQLException {
    return DriverManager.getConnection(
        servers.postgres().jdbcUrl("postgres"), USER, servers.postgres().password());
  }

  private static void insertRow(String database, String password) throws SQLException {
    try (var connection = DriverManager.getConnection(database, USER, password);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE stored (n int)");
      statement.execute("INSERT INTO stored VALUES (1)");
    }
  }

  private int rows(String database) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database, USER, servers.postgres().password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM stored")) {
      assertTrue(result.next());
      return result.getInt(1);
    }
  }

  private static void publish(String uri) throws Exception {
    try (Connection connection = connect(uri);
        var channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.queueDeclare("stored", true, false, false, null);
      channel.basicPublish(
          "", "stored", MessageProperties.MINIMAL_PERSISTENT_BASIC, "stored".getBytes(UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    }
  }

  /** Reads the message in the queue without removing it. */
  private static String peek(String uri) throws Exception {
    try (Connection connection = connect(uri);
        var channel = connection.createChannel()) {
      GetResponse message = channel.basicGet("stored", false);
      return message == null ? "no message" : new String(message.getBody(), UTF_8);
    }
  }

  private static Connection connect(String uri) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(uri);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }
}
