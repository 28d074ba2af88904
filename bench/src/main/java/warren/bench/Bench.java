package warren.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import warren.bench.machine.Servers;
import warren.bench.report.Report;
import warren.bench.report.Results;
import warren.service.passwords.Libargon2;
import warren.settings.StartException;

/** The command {@code ./warren bench}. */
@Command(
    name = "warren bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures the service's speed and relates it to the limits of the machine. Uses private servers,"
          + " or the servers named by WARREN_AMQP_URI and WARREN_DB_URL if these are set; the"
          + " database must contain no accounts.",
      "Runs for about half an hour. Other programs on the machine distort the results."
    })
final class Bench implements Callable<Integer> {
  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Folder for the results; default: ${DEFAULT-VALUE}.")
  private Path to = Path.of("bench-results");

  @Mixin private final Options options = new Options();

  private final Map<String, String> environment;

  private Bench(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String... arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  /** Returns the command line. */
  static CommandLine commandLine(Map<String, String> environment) {
    return Commands.line(new Bench(environment));
  }

  @Override
  public Integer call() throws Exception {
    var plan = options.plan(Servers.areExternal(environment));
    var library = environment.get("WARREN_ARGON2_LIBRARY");
    Libargon2.use(library == null ? null : Path.of(library), null);
    return Commands.run(
        () -> {
          report(measure(plan));
          return ExitCode.OK;
        });
  }

  private Results measure(Plan plan) throws Exception {
    var logs = folder(to.resolve("logs"));
    try (var servers = Servers.start(to.resolve("servers"), environment)) {
      return new Measurements(servers, plan, logs).run();
    }
  }

  private static Path folder(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new StartException("The folder " + path + " cannot be created: " + e, e);
    }
  }

  private void report(Results results) throws IOException {
    var report = new Report(results);
    report.writeTo(to);
    System.out.println(report.markdown());
    System.out.println("The results are in " + to + ".");
  }
}
