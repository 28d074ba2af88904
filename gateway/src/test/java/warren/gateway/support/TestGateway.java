package warren.gateway.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import warren.gateway.Gateway;
import warren.gateway.GatewaySettings;
import warren.service.Service;
import warren.service.config.Settings;

/** A gateway and the service behind it, with a vhost and a database of their own. */
public final class TestGateway implements AutoCloseable {
  public static final String ADMIN_PASSWORD = "quite-a-long-administrators-word";

  private final TestServers.Place place;
  private final Service service;
  private final Gateway gateway;
  private final TestHttpClient http;

  private TestGateway(TestServers.Place place, Service service, Gateway gateway) {
    this.place = place;
    this.service = service;
    this.gateway = gateway;
    // it stores the port, which the gateway no longer knows once it is stopped
    this.http = new TestHttpClient(gateway.port());
  }

  static TestGateway start(Map<String, String> overriding) throws Exception {
    var place = TestServers.newPlace();
    var service = Service.start(serviceSettings(place, overriding));
    Map<String, String> settings = new HashMap<>();
    settings.put("WARREN_AMQP_URI", place.amqpUri());
    settings.put("WARREN_HTTP_PORT", "0");
    settings.putAll(overriding);
    try {
      return new TestGateway(place, service, Gateway.start(GatewaySettings.of(settings)));
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  /**
   * The settings of the service.
   *
   * @param shared settings of the gateway, of which the service uses one and ignores the others
   */
  private static Settings serviceSettings(TestServers.Place place, Map<String, String> shared) {
    Map<String, String> settings = new HashMap<>(shared);
    settings.put("WARREN_AMQP_URI", place.amqpUri());
    settings.put("WARREN_DB_URL", place.dbUrl());
    settings.put("WARREN_DB_USER", place.dbUser());
    settings.put("WARREN_DB_PASSWORD", place.dbPassword());
    settings.put("WARREN_SECRET", "0123456789abcdef0123456789abcdef");
    settings.put("WARREN_ADMIN_PASSWORD", ADMIN_PASSWORD);
    settings.put("WARREN_ARGON2_MEMORY_KIB", "64");
    settings.put("WARREN_ARGON2_ITERATIONS", "1");
    settings.put("WARREN_HEALTH_PORT", "0");
    settings.put("WARREN_CREATION_LIMIT", "off");
    return Settings.of(settings);
  }

  public TestHttpClient http() {
    return http;
  }

  /** A connection to the service's database. */
  public Connection database() throws SQLException {
    return DriverManager.getConnection(place.dbUrl(), place.dbUser(), place.dbPassword());
  }

  /** Waits until a query waits for a lock that this connection to the database holds. */
  public static void awaitLockedQuery(Statement statement) throws Exception {
    for (var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); ; ) {
      // the databases of other tests on this server can have locks too
      try (var waiting =
          statement.executeQuery(
              "select count(*) from pg_locks join pg_database on pg_database.oid = database"
                  + " where datname = current_database() and not granted")) {
        waiting.next();
        if (waiting.getInt(1) > 0) {
          return;
        }
      }
      assertTrue(System.nanoTime() < end, "the request has not reached the database");
      Thread.sleep(10);
    }
  }

  /** The URI of the broker's vhost. */
  public String amqpUri() {
    return place.amqpUri();
  }

  /** Stops the gateway alone, after the requests in progress. */
  public void stopGateway() {
    gateway.close();
  }

  /** Stops the service; the gateway and the broker continue to run. */
  public void stopService() {
    service.close();
  }

  @Override
  public void close() {
    try (service;
        gateway) {
      // the gateway first
    }
  }
}
