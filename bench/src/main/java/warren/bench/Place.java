package warren.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import warren.bench.load.Caller;
import warren.bench.load.Load;
import warren.bench.load.Run;
import warren.bench.load.UnansweredException;
import warren.bench.machine.Program;
import warren.bench.machine.Servers;
import warren.bench.subjects.Population;
import warren.bench.subjects.Subjects;

/** Programs that answer from the same queues, and who asks them. */
final class Place implements AutoCloseable {
  private final List<Program> programs;
  private final Caller caller;
  private final Subjects subjects;

  private Place(List<Program> programs, Caller caller, Subjects subjects) {
    this.programs = programs;
    this.caller = caller;
    this.subjects = subjects;
  }

  private interface Start {
    Program program(Path log) throws InterruptedException;
  }

  private interface Asking {
    Run run() throws InterruptedException;
  }

  static Place echo(Servers servers, Path logs) throws InterruptedException {
    return started(
        List.of(logs.resolve("echo.log")),
        log -> Program.echo(servers, log),
        servers.amqpUri(Servers.ECHO),
        new Subjects(1));
  }

  /**
   * Services over these accounts.
   *
   * @param processes how many share the work
   */
  static Place services(
      Servers servers, Population population, int processes, String javaOptions, Path logs)
      throws InterruptedException {
    var place = population.place();
    List<Path> each = new ArrayList<>();
    for (var i = 1; i <= processes; i++) {
      each.add(logs.resolve(place + "-" + i + ".log"));
    }
    return started(
        each,
        log -> Program.service(servers, place, javaOptions, log),
        servers.amqpUri(place),
        population.subjects());
  }

  private static Place started(List<Path> logs, Start start, String uri, Subjects subjects)
      throws InterruptedException {
    List<Program> programs = new ArrayList<>();
    try {
      for (var log : logs) {
        programs.add(start.program(log));
      }
      return new Place(programs, new Caller(uri), subjects);
    } catch (RuntimeException | InterruptedException e) {
      programs.forEach(Program::close);
      throw e;
    }
  }

  List<Program> programs() {
    return programs;
  }

  Run closed(String subject, int window, Duration time) throws InterruptedException {
    return asking(() -> Load.closed(caller, subjects.of(subject), window, time));
  }

  Run open(String subject, int rate, Duration time) throws InterruptedException {
    return asking(() -> Load.open(caller, subjects.of(subject), rate, time));
  }

  private Run asking(Asking asking) throws InterruptedException {
    try {
      return asking.run();
    } catch (UnansweredException e) {
      var told = programs.stream().map(Program::told).collect(Collectors.joining("\n"));
      throw new UnansweredException(e.getMessage() + " " + told);
    }
  }

  double residentMib() {
    return programs.stream().mapToDouble(Program::residentMib).sum();
  }

  @Override
  public void close() {
    caller.close();
    programs.forEach(Program::close);
  }
}
