package warren.gateway;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.util.Map;
import org.eclipse.jetty.server.handler.GracefulHandler;
import warren.contracts.Headers;
import warren.gateway.admission.Admission;
import warren.gateway.admission.BodyReader;
import warren.gateway.admission.ContentHeaders;
import warren.gateway.http.Cors;
import warren.gateway.http.ErrorResponses;

/** Limits, security headers and CORS rules that apply to every request. */
final class HttpDefaults {
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final long IDLE_MS = 30_000;

  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  private HttpDefaults() {}

  static void configure(
      JavalinConfig config, GatewaySettings settings, Admission admission, ErrorResponses errors) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = Headers.MAX_BODY_BYTES;
    config.http.prefer405over404 = true;
    // compression would reveal secrets through the length of the response
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.asyncTimeout = settings.timeout().toMillis() + IDLE_MS;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setRequestHeaderSize(MAX_HEADER_BYTES);
          http.setIdleTimeout(IDLE_MS);
        });
    config.jetty.addConnector(
        (server, http) -> {
          var connector = admission.connector(server, http);
          connector.setHost(settings.host());
          connector.setPort(settings.port());
          return connector;
        });
    config.jetty.modifyServer(
        server -> {
          admission.addHandlersTo(server);
          server.insertHandler(new GracefulHandler());
          server.setErrorHandler(new MalformedRequestHandler(SECURITY_HEADERS, errors));
          server.setStopTimeout(settings.drainTimeout().toMillis());
        });
    config.routes.before(context -> SECURITY_HEADERS.forEach(context::header));
    new Cors(settings.corsOrigins()).addTo(config.routes);
    config.routes.before(BodyReader::check);
    config.routes.before(ContentHeaders::check);
  }
}
