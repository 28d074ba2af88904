package warren.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import warren.bench.load.Load;
import warren.bench.load.LoadGenerator;
import warren.bench.load.LoadResult;
import warren.bench.load.ReplyTimeoutException;
import warren.bench.machine.Program;
import warren.bench.machine.Servers;
import warren.bench.subjects.Population;
import warren.bench.subjects.Subjects;

/** The programs under test, which consume from the same queues, and the client that loads them. */
final class Target implements AutoCloseable {
  private final List<Program> programs;
  private final LoadGenerator generator;
  private final Subjects subjects;

  private Target(List<Program> programs, LoadGenerator generator, Subjects subjects) {
    this.programs = programs;
    this.generator = generator;
    this.subjects = subjects;
  }

  private interface Starter {
    Program start(Path log) throws InterruptedException;
  }

  private interface Loop {
    LoadResult run() throws InterruptedException;
  }

  /** Starts the echo. */
  static Target echo(Servers servers, Path logs) throws InterruptedException {
    return start(
        List.of(logs.resolve("echo.log")),
        log -> Program.echo(servers, log),
        servers.amqpUri(Servers.ECHO),
        new Subjects(1));
  }

  /**
   * Starts services for these accounts.
   *
   * @param processes the number of service processes
   */
  static Target services(
      Servers servers, Population population, int processes, String javaOptions, Path logs)
      throws InterruptedException {
    var vhost = population.vhost();
    List<Path> logFiles = new ArrayList<>();
    for (var i = 1; i <= processes; i++) {
      logFiles.add(logs.resolve(vhost + "-" + i + ".log"));
    }
    return start(
        logFiles,
        log -> Program.service(servers, vhost, javaOptions, log),
        servers.amqpUri(vhost),
        population.subjects());
  }

  private static Target start(List<Path> logs, Starter starter, String uri, Subjects subjects)
      throws InterruptedException {
    List<Program> programs = new ArrayList<>();
    try {
      for (var log : logs) {
        programs.add(starter.start(log));
      }
      return new Target(programs, new LoadGenerator(uri), subjects);
    } catch (RuntimeException | InterruptedException e) {
      programs.forEach(Program::close);
      throw e;
    }
  }

  List<Program> programs() {
    return programs;
  }

  LoadResult closed(String subject, int window, Duration time) throws InterruptedException {
    return run(() -> Load.closed(generator, subjects.of(subject), window, time));
  }

  LoadResult open(String subject, int rate, Duration time) throws InterruptedException {
    return run(() -> Load.open(generator, subjects.of(subject), rate, time));
  }

  private LoadResult run(Loop loop) throws InterruptedException {
    try {
      return loop.run();
    } catch (ReplyTimeoutException e) {
      var status = programs.stream().map(Program::status).collect(Collectors.joining("\n"));
      throw new ReplyTimeoutException(e.getMessage() + " " + status);
    }
  }

  double residentMib() {
    return programs.stream().mapToDouble(Program::residentMib).sum();
  }

  @Override
  public void close() {
    generator.close();
    programs.forEach(Program::close);
  }
}
