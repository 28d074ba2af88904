package warren.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  static Place echo(Servers servers, Path log) {
    return new Place(
        List.of(Program.echo(servers, log)),
        new Caller(servers.amqpUri(Servers.ECHO)),
        new Subjects(1));
  }

  /**
   * Services over so many accounts.
   *
   * @param processes how many share the work
   */
  static Place services(
      Servers servers, String name, int accounts, int processes, String javaOptions, Path log) {
    List<Program> programs = new ArrayList<>();
    try {
      for (var i = 0; i < processes; i++) {
        programs.add(Program.service(servers, name, javaOptions, log));
      }
      return new Place(programs, new Caller(servers.amqpUri(name)), new Subjects(accounts));
    } catch (RuntimeException e) {
      programs.forEach(Program::close);
      throw e;
    }
  }

  List<Program> programs() {
    return programs;
  }

  Caller caller() {
    return caller;
  }

  Subjects subjects() {
    return subjects;
  }

  double residentMib() {
    return programs.stream().mapToDouble(program -> Proc.residentMib(program.pid())).sum();
  }

  @Override
  public void close() {
    caller.close();
    programs.forEach(Program::close);
  }
}
