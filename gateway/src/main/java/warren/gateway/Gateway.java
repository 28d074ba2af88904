package warren.gateway;

import com.rabbitmq.client.AuthenticationFailureException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.client.WarrenClient;
import warren.contracts.BrokerUris;
import warren.documents.OpenApi;
import warren.gateway.admission.Admission;
import warren.gateway.http.AllowedOrigins;
import warren.gateway.http.BaseUrl;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.ClientAddress;
import warren.gateway.http.CrossSite;
import warren.gateway.http.ErrorResponses;
import warren.gateway.rpc.Bridge;
import warren.gateway.rpc.Docs;
import warren.gateway.rpc.Health;
import warren.settings.StartException;
import warren.settings.Version;

/** The running gateway: an HTTP server and its connection to the broker. Thread-safe. */
public final class Gateway implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  /** The first segments of the gateway's own paths; no dialect has paths there. */
  static final List<String> ROOTS =
      List.of(OpenApi.ROOT, Admission.HEALTH, Docs.PAGE, Docs.DOCUMENT);

  private final WarrenClient client;
  private final Javalin http;

  private Gateway(WarrenClient client, Javalin http) {
    this.client = client;
    this.http = http;
  }

  /**
   * Connects to the broker and starts the HTTP server.
   *
   * @throws StartException if the broker or the HTTP port is not available; its message names the
   *     setting to correct
   */
  public static Gateway start(GatewaySettings settings) {
    var client = connect(settings);
    try {
      return new Gateway(client, listen(settings, client));
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static WarrenClient connect(GatewaySettings settings) {
    try {
      return WarrenClient.builder(settings.amqpUri().reveal())
          .name("warren gateway")
          .timeout(settings.timeout())
          .connectionLog(log::info, log::warn)
          .connect();
    } catch (IllegalArgumentException e) {
      throw new StartException(GatewaySetting.AMQP_URI.variable() + " " + BrokerUris.PROBLEM, e);
    } catch (AuthenticationFailureException e) {
      throw new StartException(
          "%s: the user or the password in %s is wrong."
              .formatted(e.getMessage(), GatewaySetting.AMQP_URI.variable()),
          e);
    } catch (IOException e) {
      throw new StartException(
          "%s; is it running, and is %s correct?"
              .formatted(e.getMessage(), GatewaySetting.AMQP_URI.variable()),
          e);
    }
  }

  private static Javalin listen(GatewaySettings settings, WarrenClient client) {
    var addresses = new ClientAddress(settings.trustedProxies());
    var admission = new Admission(settings.limits(), addresses::of, addresses::isTrusted);
    var callers = new CallerFactory(client, addresses);
    var errors = new ErrorResponses();
    warnOfOpenOrigins(settings.corsOrigins());
    try {
      return Javalin.create(
              config -> {
                HttpDefaults.configure(config, settings, admission, errors);
                addRoutes(config, client, callers, errors);
                addDialects(config, settings, callers, addresses, errors);
                errors.addTo(config.routes);
              })
          .start();
    } catch (JavalinBindException e) {
      throw new StartException(
          "Cannot serve HTTP on %s:%d, %s: the port is in use, or this user may not bind it."
              .formatted(settings.host(), settings.port(), GatewaySetting.HTTP_PORT.variable()),
          e);
    }
  }

  private static void warnOfOpenOrigins(AllowedOrigins origins) {
    var variable = GatewaySetting.HTTP_CORS_ORIGINS.variable();
    if (origins.any()) {
      log.warn("{} contains *: pages of all sites may send requests, without cookies.", variable);
    }
    if (origins.unnamed()) {
      log.warn(
          "{} contains null, an origin that every site can give to its pages: they may send"
              + " requests, without cookies.",
          variable);
    }
  }

  private static void addRoutes(
      JavalinConfig config, WarrenClient client, CallerFactory callers, ErrorResponses errors) {
    new Bridge(callers).addTo(config.routes);
    new Health(client).addTo(config.routes);
    Docs.addTo(config.routes, Version.CURRENT);
    ROOTS.forEach(root -> errors.useFormat(root, ErrorResponses::inServiceFormat));
  }

  private static void addDialects(
      JavalinConfig config,
      GatewaySettings settings,
      CallerFactory callers,
      ClientAddress addresses,
      ErrorResponses errors) {
    var base = new BaseUrl(addresses);
    var crossSite = new CrossSite(base, settings.corsOrigins().listed(), settings.cookieSameSite());
    settings
        .dialects()
        .forEach(
            (name, prefix) -> {
              var status = settings.dialectStatus().of(name);
              var dialect = name.create(callers, base, crossSite, prefix, status);
              dialect.addTo(config.routes);
              pathsOfErrors(name, settings.dialects())
                  .forEach(path -> errors.useFormat(path, dialect::error));
            });
  }

  /** The prefix of a dialect; its roots if others share the prefix. */
  private static List<String> pathsOfErrors(Dialects dialect, Map<Dialects, String> prefixes) {
    var prefix = prefixes.getOrDefault(dialect, "");
    return Collections.frequency(prefixes.values(), prefix) > 1
        ? dialect.roots(prefix).stream().map(root -> prefix + root).toList()
        : List.of(prefix);
  }

  /** The TCP port of the HTTP server. */
  public int port() {
    return http.port();
  }

  /**
   * Stops accepting requests, completes those in progress within {@code WARREN_HTTP_DRAIN_TIMEOUT},
   * and closes the connection to the broker.
   */
  @Override
  public void close() {
    try (client) {
      http.stop();
    }
  }
}
