package warren.service.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import warren.contracts.catalogue.Catalogue;
import warren.service.Service;
import warren.service.config.Settings;

/** A service on a vhost and a database of its own, and a client of it. */
public final class TestService implements AutoCloseable {
  public static final String ADMIN_PASSWORD = "quite-a-long-administrators-word";

  private final TestServers.Place place;
  private final Map<String, String> settings;
  private final Service service;
  private final Connection connection;
  private TestClient client;

  private TestService(TestServers.Place place, Map<String, String> settings) throws Exception {
    this.place = place;
    this.settings = settings;
    this.service = Service.start(Settings.of(settings));
    this.connection = connect(place.amqpUri());
    this.client = new TestClient(connection);
  }

  /** Starts one with cheap hashing and these settings. */
  public static TestService start(Map<String, String> overriding) throws Exception {
    return start(TestServers.take(), overriding);
  }

  /** Starts one there. */
  public static TestService start(TestServers.Place place, Map<String, String> overriding)
      throws Exception {
    return new TestService(place, settings(place, overriding));
  }

  /** Starts one beside another, on the same vhost and database. */
  public TestService second() throws Exception {
    return second(Map.of());
  }

  /** The same, with some settings of its own. */
  public TestService second(Map<String, String> overriding) throws Exception {
    var own = new HashMap<>(settings);
    own.putAll(overriding);
    return new TestService(place, own);
  }

  /** Settings of a service there: cheap hashing in order, on a slow machine too, and these. */
  public static Map<String, String> settings(
      TestServers.Place place, Map<String, String> overriding) {
    Map<String, String> settings = new HashMap<>();
    settings.put("WARREN_AMQP_URI", place.amqpUri());
    settings.put("WARREN_DB_URL", place.dbUrl());
    settings.put("WARREN_DB_USER", place.dbUser());
    settings.put("WARREN_DB_PASSWORD", place.dbPassword());
    settings.put("WARREN_SECRET", "0123456789abcdef0123456789abcdef");
    settings.put("WARREN_ADMIN_PASSWORD", ADMIN_PASSWORD);
    settings.put("WARREN_ARGON2_MEMORY_KIB", "64");
    settings.put("WARREN_ARGON2_ITERATIONS", "1");
    settings.put("WARREN_HEALTH_PORT", "0");
    settings.put("WARREN_CLEANUP_INTERVAL", "30m");
    settings.put("WARREN_CREATION_LIMIT", "off");
    settings.put("WARREN_LOGIN_QUEUE_TIME", "1h");
    settings.putAll(overriding);
    return settings;
  }

  public static Connection connect(String uri) throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(uri);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection("test");
  }

  public Service service() {
    return service;
  }

  public TestServers.Place place() {
    return place;
  }

  public TestClient client() {
    return client;
  }

  /** Replaces the client by a new one, which gets no reply to an earlier request. */
  void renewClient() throws IOException {
    client.close();
    client = new TestClient(connection);
  }

  public Connection connection() {
    return connection;
  }

  /** The database of the service. */
  public Jdbi database() {
    return Databases.of(place);
  }

  /** A token of the first administrator. */
  public String adminToken() throws Exception {
    return token("admin", ADMIN_PASSWORD);
  }

  public String token(String username, String password) throws Exception {
    return client
        .call("RequestLoginToken", Map.of("username", username, "password", password))
        .data()
        .textValue();
  }

  /** Makes an enabled account with the password that {@link #PASSWORD} is; its id. */
  public String account(String username) throws Exception {
    return client
        .call("RequestAccountCreate", Map.of("username", username, "password", PASSWORD))
        .data()
        .get("user-id")
        .textValue();
  }

  /** Makes an account that holds a role beside {@code user}; a token of it. */
  public String holder(String username, String role) throws Exception {
    account(username);
    new Rows(this).give(username, role);
    return token(username, PASSWORD);
  }

  public static final String PASSWORD = "correct horse battery";

  /** How many Argon2 verifications were computed so far. */
  public long verifications() throws IOException, InterruptedException {
    return pages().verifications();
  }

  /** How many requests it has answered so far. */
  public long answers(String operation) throws IOException, InterruptedException {
    return pages().answers(operation);
  }

  /** The names of all accounts, in the order of their creation. */
  public List<String> usernames() {
    return database()
        .withHandle(
            handle ->
                handle
                    .createQuery("select username from account order by number")
                    .mapTo(String.class)
                    .list());
  }

  /**
   * Asserts that all requests are acknowledged: no request is in a queue, before and after the
   * stop.
   */
  public void assertAllSettled() throws Exception {
    Await.until("nothing waits", () -> waiting() == 0);
    service.close();
    assertEquals(0, waiting());
  }

  /** How many requests wait in the queues. */
  public long waiting() throws IOException {
    long waiting = 0;
    for (var operation : Catalogue.OPERATIONS) {
      waiting += client.channel().messageCount(operation.name());
    }
    return waiting;
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return pages().get(path);
  }

  public HealthEndpoint pages() {
    return new HealthEndpoint(service.healthPort());
  }

  @Override
  public void close() {
    try (service) {
      connection.abort();
    }
  }
}
