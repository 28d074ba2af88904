package warren.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.local.DataFolder;
import warren.local.LocalServers;
import warren.schema.Migrations;
import warren.service.Service;
import warren.service.config.Settings;

/** A gateway with a service, a broker and a database of its own behind it. */
public final class TestGateway implements AutoCloseable {
  public static final String ADMIN_PASSWORD = "quite-a-long-administrators-word";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String DATABASE = "warren";

  private final DataFolder folder;
  private final LocalServers servers;
  private final Service service;
  private final Gateway gateway;

  /** Where it is asked, also when it has stopped and has no port any more. */
  private final int port;

  private TestGateway(DataFolder folder, LocalServers servers, Service service, Gateway gateway) {
    this.folder = folder;
    this.servers = servers;
    this.service = service;
    this.gateway = gateway;
    this.port = gateway.port();
  }

  public static TestGateway start(Map<String, String> overriding) throws Exception {
    var folder = DataFolder.open(Files.createTempDirectory(Path.of("target"), "servers"));
    var servers = LocalServers.start(folder, 0, List.of());
    var postgres = servers.postgres();
    postgres.createDatabase(DATABASE);
    Migrations.migrate(postgres.dataSource(DATABASE));
    var service =
        Service.start(
            Settings.of(
                Map.of(
                    "WARREN_AMQP_URI",
                    servers.broker().uri(),
                    "WARREN_DB_URL",
                    postgres.jdbcUrl(DATABASE),
                    "WARREN_DB_USER",
                    postgres.user(),
                    "WARREN_DB_PASSWORD",
                    postgres.password(),
                    "WARREN_SECRET",
                    "0123456789abcdef0123456789abcdef",
                    "WARREN_ADMIN_PASSWORD",
                    ADMIN_PASSWORD,
                    "WARREN_ARGON2_MEMORY_KIB",
                    "64",
                    "WARREN_ARGON2_ITERATIONS",
                    "1",
                    "WARREN_HEALTH_PORT",
                    "0")));
    Map<String, String> settings = new HashMap<>();
    settings.put("WARREN_AMQP_URI", servers.broker().uri());
    settings.put("WARREN_HTTP_PORT", "0");
    settings.putAll(overriding);
    return new TestGateway(folder, servers, service, Gateway.start(GatewaySettings.of(settings)));
  }

  public Service service() {
    return service;
  }

  /** A connection to the service's database. */
  public Connection database() throws SQLException {
    return servers.postgres().dataSource(DATABASE).getConnection();
  }

  /** The address of the broker. */
  public String broker() {
    return servers.broker().uri();
  }

  /** Takes no more requests. */
  public void stop() {
    gateway.close();
  }

  public int port() {
    return port;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  /** Posts JSON, with further headers by name and value. */
  public HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  /** Posts what is said to be of this type. */
  public HttpResponse<String> typed(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  /** Sends JSON, with further headers by name and value. */
  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    try (folder;
        servers;
        service;
        gateway) {
      // the gateway first
    }
  }
}
