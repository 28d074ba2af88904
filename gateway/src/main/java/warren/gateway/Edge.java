package warren.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.Headers;
import warren.contracts.client.NoReplyException;

/** What holds for every request, whatever it asks: limits, headers, and how it fails. */
final class Edge {
  private static final Logger log = LoggerFactory.getLogger(Edge.class);
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

  private Edge() {}

  static void configure(JavalinConfig config, GatewaySettings settings) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.jetty.host = settings.host();
    config.jetty.port = settings.port();
    config.http.maxRequestSize = Headers.MAX_BODY_BYTES;
    config.http.prefer405over404 = true;
    // what is compressed tells of secrets by its length
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.asyncTimeout = settings.timeout().toMillis() + IDLE_MS;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setRequestHeaderSize(MAX_HEADER_BYTES);
          http.setIdleTimeout(IDLE_MS);
        });
    config.jetty.modifyServer(
        server -> {
          server.insertHandler(new GracefulHandler());
          server.setStopTimeout(settings.drainTimeout().toMillis());
        });
    if (!settings.corsOrigins().isEmpty()) {
      config.bundledPlugins.enableCors(
          cors ->
              cors.addRule(
                  rule -> {
                    settings.corsOrigins().forEach(origin -> rule.allowHost(origin));
                    rule.exposeHeader("X-Request-Id");
                    rule.exposeHeader("Retry-After");
                  }));
    }
    config.routes.before(context -> SECURITY_HEADERS.forEach(context::header));
    config.routes.exception(
        HttpResponseException.class,
        (failure, context) -> answer(context, Problem.ofStatus(failure.getStatus())));
    config.routes.exception(Exception.class, (failure, context) -> fail(context, failure));
  }

  /** Says what went wrong, and nothing of how. */
  private static void fail(Context context, Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      fail(context, failure.getCause());
    } else if (failure instanceof NoReplyException noReply) {
      answer(context, Problem.of(noReply));
    } else if (failure instanceof Refused refused) {
      answer(context, refused.problem());
    } else {
      log.error("a request failed", failure);
      answer(context, Problem.INTERNAL);
    }
  }

  /** A request that the gateway refuses. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Refused(Problem problem) {
      super(problem.code(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  private static void answer(Context context, Problem problem) {
    var body = JsonNodeFactory.instance.objectNode().putNull("data");
    body.putObject("error").put("code", problem.code()).put("message", problem.message());
    problem.sayWhenToRetry(context);
    Answers.json(context, problem.status(), body);
  }
}
