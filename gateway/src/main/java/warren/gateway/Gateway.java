package warren.gateway;

import com.rabbitmq.client.AuthenticationFailureException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import warren.client.WarrenClient;
import warren.gateway.http.BaseUrl;
import warren.gateway.http.Callers;
import warren.gateway.http.ClientAddress;
import warren.gateway.http.CrossSite;
import warren.gateway.http.Failures;
import warren.gateway.rpc.Bridge;
import warren.gateway.rpc.Docs;
import warren.gateway.rpc.Health;
import warren.settings.StartException;

/** The running gateway. */
public final class Gateway implements AutoCloseable {
  private final WarrenClient client;
  private final Javalin http;

  private Gateway(WarrenClient client, Javalin http) {
    this.client = client;
    this.http = http;
  }

  /**
   * Connects to the broker and listens.
   *
   * @throws StartException saying for people what is missing
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
          .connect();
    } catch (IllegalArgumentException e) {
      throw new StartException(
          GatewaySetting.AMQP_URI.variable()
              + " must look like amqp://user:password@host:port/vhost",
          e);
    } catch (AuthenticationFailureException e) {
      throw new StartException(
          "The broker does not let the gateway in: the user or the password in %s is wrong."
              .formatted(GatewaySetting.AMQP_URI.variable()),
          e);
    } catch (IOException e) {
      throw new StartException(
          "No connection to the broker: is it running, or %s wrong?"
              .formatted(GatewaySetting.AMQP_URI.variable()),
          e);
    }
  }

  private static Javalin listen(GatewaySettings settings, WarrenClient client) {
    try {
      return Javalin.create(
              config -> {
                Edge.configure(config, settings);
                addTo(config, settings, client);
              })
          .start();
    } catch (JavalinBindException e) {
      throw new StartException(
          "HTTP can't be served on %s:%d: the port is taken or not ours to take."
              .formatted(settings.host(), settings.port()),
          e);
    }
  }

  private static void addTo(JavalinConfig config, GatewaySettings settings, WarrenClient client) {
    var addresses = new ClientAddress(settings.trustedProxies());
    var callers = new Callers(client, addresses);
    var base = new BaseUrl(addresses);
    var crossSite = new CrossSite(base, settings.corsOrigins());
    var failures = new Failures();
    new Bridge(callers).addTo(config.routes);
    new Health(client).addTo(config.routes);
    Docs.addTo(config.routes, version());
    settings
        .dialects()
        .forEach(
            (name, prefix) -> {
              var dialect = name.create(callers, base, crossSite, prefix);
              dialect.addTo(config.routes);
              // at the root there may be several, and the gateway's own paths
              var paths = prefix.isEmpty() ? name.roots() : List.of(prefix);
              paths.forEach(path -> failures.sayUnder(path, dialect::fail));
            });
    failures.addTo(config.routes);
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Gateway.class.getPackage().getImplementationVersion(), "development");
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /** Takes no more requests, answers those in hand, and closes everything. */
  @Override
  public void close() {
    try (client) {
      http.stop();
    }
  }
}
