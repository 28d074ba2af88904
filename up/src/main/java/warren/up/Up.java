package warren.up;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import warren.gateway.Gateway;
import warren.local.DataFolder;
import warren.local.FreePort;
import warren.local.LocalException;
import warren.local.LocalServers;
import warren.local.PrivatePostgres;
import warren.schema.Migrations;
import warren.service.Service;
import warren.service.config.Settings;
import warren.settings.StartException;

/** Runs the service with a private PostgreSQL and RabbitMQ until a signal stops it. */
@Command(
    name = "up",
    description = "Runs PostgreSQL, RabbitMQ, the service and the gateway on this machine.")
final class Up implements Callable<Integer> {
  static final String DATABASE = "warren";
  private static final int DEFAULT_AMQP_PORT = 5672;

  private static final Logger LOG = LoggerFactory.getLogger(Up.class);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder of all data; $${XDG_DATA_HOME:-~/.local/share}/warren by default.")
  private @Nullable Path data;

  @Option(
      names = "--amqp-port",
      paramLabel = "N",
      converter = PortConverter.class,
      defaultValue = "" + DEFAULT_AMQP_PORT,
      description =
          "RabbitMQ's port on 127.0.0.1; ${DEFAULT-VALUE} by default, 0 for any free port.")
  private int amqpPort;

  @Option(
      names = "--health-port",
      paramLabel = "N",
      converter = PortConverter.class,
      defaultValue = "9464",
      description =
          "The port of /health/live, /health/ready and /metrics; ${DEFAULT-VALUE} by default,"
              + " 0 for any free port.")
  private int healthPort;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      converter = PortConverter.class,
      defaultValue = "8080",
      description = "The gateway's port; ${DEFAULT-VALUE} by default, 0 for any free port.")
  private int httpPort;

  @Option(names = "--no-gateway", description = "Does not start the gateway.")
  private boolean noGateway;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (Shutdown shutdown = Shutdown.prepare(err)) {
      try {
        err.println(runUntilAServerDies());
        return 1;
      } catch (InterruptedException e) {
        return 0;
      } catch (RuntimeException e) {
        // an interrupted start may fail with any exception
        if (shutdown.isRequested()) {
          return 0;
        }
        err.println(sentence(e));
        return 1;
      }
    }
  }

  /** The data folder without {@code --data}. */
  static Path defaultFolder(Map<String, String> environment) {
    var share = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
    // the shell's ~, which may differ from the home folder that the system has for the user
    var home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    // the XDG specification requires that a relative path is ignored
    return (share.isAbsolute() ? share : home.resolve(".local/share")).resolve("warren");
  }

  /** Stops everything that it started, in reverse order, before it returns. */
  private String runUntilAServerDies() throws InterruptedException {
    var settings = ServiceSettings.of(System.getenv());
    try (var folder = DataFolder.open(folder())) {
      LocalServers.stopLeftOvers(folder);
      requireFree(amqpPort, "--amqp-port");
      requireFree(healthPort, "--health-port");
      if (!noGateway) {
        requireFree(httpPort, "--http-port");
      }
      spec.commandLine().getErr().println("starting in " + folder.path() + "…");
      try (var servers = LocalServers.start(folder, amqpPort, List.of())) {
        prepare(servers.postgres());
        var ours = ServiceSettings.forServers(folder, servers, DATABASE);
        var complete = settings.with(ours, healthPort);
        var unanswered = new UnansweredRequests(servers.broker());
        try (unanswered;
            var service = Service.start(complete);
            var gateway = noGateway ? null : Gateway.start(settings.gateway(ours, httpPort));
            var running = RunningUp.publish(folder, ours)) {
          show(folder, complete, service, gateway, running);
          return servers.died().get();
        }
      }
    } catch (ExecutionException e) {
      throw new AssertionError("the end of a server is reported and never fails", e);
    }
  }

  private Path folder() {
    return data == null ? defaultFolder(System.getenv()) : data;
  }

  private static void requireFree(int port, String option) {
    if (port != 0 && !FreePort.isFree(port)) {
      throw new StartException(
          "Port %d is in use by another program: choose another port with %s."
              .formatted(port, option),
          null);
    }
  }

  /** Creates the database with the schema of this version. */
  static void prepare(PrivatePostgres postgres) {
    postgres.createDatabase(DATABASE);
    Migrations.migrate(postgres.dataSource(DATABASE));
  }

  private void show(
      DataFolder folder,
      Settings settings,
      Service service,
      @Nullable Gateway gateway,
      RunningUp running) {
    var broker = settings.amqp().uri().reveal();
    var administrator = settings.administrator().username();
    var password =
        service
            .firstAdministrator()
            .map(first -> "  password       " + first.password().reveal() + "   (shown once)\n")
            .orElse("");
    var http =
        gateway == null
            ? ""
            : "  HTTP           http://127.0.0.1:%d/docs\n".formatted(gateway.port());
    var setting = amqpPort == DEFAULT_AMQP_PORT ? "" : "WARREN_AMQP_URI=" + broker + " ";
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        """
        Warren is up.
          AMQP           %s
        %s  health         http://127.0.0.1:%d/health/ready
          data           %s
          settings       %s
          administrator  %s
        %sTry in another shell: %s./warren login %s
        """,
        broker,
        http,
        service.healthPort(),
        folder.path(),
        running.file(),
        administrator,
        password,
        setting,
        administrator);
    out.flush();
  }

  private static String sentence(RuntimeException e) {
    LOG.debug("up failed", e);
    return e instanceof StartException || e instanceof LocalException
        ? String.valueOf(e.getMessage())
        : "Warren cannot start: " + e.toString().lines().findFirst().orElseThrow();
  }
}
