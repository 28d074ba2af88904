package warren.service.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Json;
import warren.contracts.service.ServiceStatus;
import warren.service.config.ServiceSetting;
import warren.service.config.Settings;
import warren.settings.StartException;

/**
 * Serves {@code /health/live}, {@code /health/ready} and {@code /metrics} over HTTP, for operators.
 * The pages contain no secrets, but are meant for the internal network only.
 */
public final class HealthServer implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer http;
  // enough for /health/live to respond while /health/ready waits for an unavailable database
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  /**
   * Starts to listen.
   *
   * @throws StartException if the port cannot be bound
   */
  public HealthServer(
      Settings.Health settings, Readiness readiness, PrometheusMeterRegistry metrics) {
    this.http = bind(settings);
    http.setExecutor(threads);
    serve("/health/live", exchange -> respond(exchange, 200, JSON, "{\"live\":true}"));
    serve(
        "/health/ready",
        exchange -> {
          var report = readiness.report();
          var page = new ReadinessPage(report.status(), report.problem().orElse(null));
          respond(
              exchange,
              report.status().ready() ? 200 : 503,
              JSON,
              new String(Json.write(page), StandardCharsets.UTF_8));
        });
    serve("/metrics", exchange -> respond(exchange, 200, METRICS, metrics.scrape()));
    http.start();
  }

  /** The status, and the reason for the operator if the service is not ready. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record ReadinessPage(@JsonUnwrapped ServiceStatus status, @Nullable String reason) {}

  private static HttpServer bind(Settings.Health settings) {
    try {
      return HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
    } catch (IOException e) {
      throw new StartException(
          "Cannot serve health and metrics on %s:%d: %s. %s sets another port."
              .formatted(
                  settings.host(),
                  settings.port(),
                  e.getMessage(),
                  ServiceSetting.HEALTH_PORT.variable()),
          e);
    }
  }

  private void serve(String path, Endpoint endpoint) {
    http.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (exchange.getRequestURI().getPath().equals(path)) {
              endpoint.handle(exchange);
            } else {
              respond(exchange, 404, JSON, "{}");
            }
          }
        });
  }

  private interface Endpoint {
    void handle(HttpExchange exchange) throws IOException;
  }

  private static void respond(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** The port on which the server listens. */
  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
