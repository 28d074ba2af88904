package warren.gateway;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.plugin.bundled.CorsPluginConfig;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.handler.GracefulHandler;
import warren.contracts.Headers;
import warren.gateway.admission.Admission;
import warren.gateway.admission.BodyReader;
import warren.gateway.admission.ContentHeaders;

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

  static void configure(JavalinConfig config, GatewaySettings settings, Admission admission) {
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
          server.setErrorHandler(new MalformedRequestHandler(SECURITY_HEADERS));
          server.setStopTimeout(settings.drainTimeout().toMillis());
        });
    if (!settings.corsOrigins().isEmpty()) {
      config.bundledPlugins.enableCors(
          cors -> cors.addRule(rule -> allowOrigins(settings.corsOrigins(), rule)));
    }
    config.routes.before(context -> SECURITY_HEADERS.forEach(context::header));
    config.routes.before(BodyReader::check);
    config.routes.before(ContentHeaders::check);
  }

  private static void allowOrigins(Set<String> origins, CorsPluginConfig.CorsRule rule) {
    origins.forEach(origin -> rule.allowHost(origin));
    // pages of these origins send cookies and read the responses
    rule.allowCredentials = true;
    rule.exposeHeader("X-Request-Id");
    rule.exposeHeader("Retry-After");
  }
}
