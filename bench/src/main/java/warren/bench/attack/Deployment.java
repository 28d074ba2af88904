package warren.bench.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import warren.bench.machine.Program;
import warren.bench.machine.Servers;
import warren.bench.subjects.Population;
import warren.bench.subjects.Subjects;

/** The attacked programs, as they are released, with accounts and private servers. */
final class Deployment implements AutoCloseable {
  /** Longer than any request should last, so that late replies are measured. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final String VHOST = Servers.LIMITED;
  private static final int ACCOUNTS = 1000;

  /** So small that a flood which is held in memory ends the service. */
  private static final String HEAP = "-Xmx256m";

  private final Servers servers;
  private final Program service;
  private final Program gateway;
  private final int httpPort;

  private Deployment(Servers servers, Program service, Program gateway) {
    this.servers = servers;
    this.service = service;
    this.gateway = gateway;
    this.httpPort = gateway.port();
  }

  /**
   * Starts everything.
   *
   * @param folder for the data of the servers and the output of the programs
   */
  static Deployment start(Path folder) throws SQLException, IOException, InterruptedException {
    var logs = Files.createDirectories(folder.resolve("logs"));
    var servers = Servers.startWithLargeMessages(folder.resolve("servers"));
    try {
      Population.create(servers, VHOST, ACCOUNTS);
      var service = Program.service(servers, VHOST, HEAP, logs.resolve("service.log"));
      try {
        var log = logs.resolve("gateway.log");
        return new Deployment(servers, service, Program.gateway(servers, VHOST, TIMEOUT, log));
      } catch (RuntimeException | InterruptedException e) {
        service.close();
        throw e;
      }
    } catch (SQLException | RuntimeException | InterruptedException e) {
      servers.close();
      throw e;
    }
  }

  String amqpUri() {
    return servers.amqpUri(VHOST);
  }

  int httpPort() {
    return httpPort;
  }

  /** Requests for the accounts; each object is used by one thread. */
  static Subjects subjects() {
    return new Subjects(ACCOUNTS);
  }

  /** Describes the programs that have ended, which no request may cause. */
  String ended() {
    return Stream.of(service, gateway)
        .filter(program -> !program.isRunning())
        .map(Program::status)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    try (servers;
        service;
        gateway) {
      // resources close in reverse order
    }
  }
}
