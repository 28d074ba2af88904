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
import picocli.CommandLine.ParseResult;
import warren.bench.load.UnansweredException;
import warren.bench.machine.Servers;
import warren.bench.report.Report;
import warren.bench.report.Results;
import warren.local.LocalException;
import warren.service.passwords.Libargon2;
import warren.settings.StartException;

/** {@code ./warren bench}. */
@Command(
    name = "warren bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures how fast the service is, beside what the machine can do at most, on private servers"
          + " or, where WARREN_AMQP_URI and WARREN_DB_URL are set, on these (the database empty).",
      "Takes about half an hour, and is worth what the machine is quiet."
    })
final class Bench implements Callable<Integer> {
  /** What a shell says of a program that Ctrl-C has ended. */
  private static final int INTERRUPTED = 130;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where the results go; default: ${DEFAULT-VALUE}.")
  private Path to = Path.of("bench-results");

  @Mixin private final Options options = new Options();

  private final Map<String, String> environment;

  private Bench(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String... arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  /** A mistake is told in one sentence. */
  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new Bench(environment))
        .setParameterExceptionHandler(
            (mistake, arguments) -> {
              var err = mistake.getCommandLine().getErr();
              err.println(String.valueOf(mistake.getMessage()).replaceFirst("[^.?]$", "$0."));
              err.println("`warren bench --help` says how it is used.");
              return ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(Bench::sayWhy);
  }

  private static int sayWhy(Exception e, CommandLine command, ParseResult parsed) throws Exception {
    if (e instanceof StartException
        || e instanceof LocalException
        || e instanceof UnansweredException) {
      command.getErr().println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
    throw e;
  }

  @Override
  public Integer call() throws Exception {
    var plan = options.plan(Servers.areGiven(environment));
    var library = environment.get("WARREN_ARGON2_LIBRARY");
    Libargon2.use(library == null ? null : Path.of(library));
    try (var interruption = Interruption.prepare()) {
      try {
        report(measure(plan));
        return ExitCode.OK;
      } catch (Exception e) {
        // what is interrupted may fail in any way
        if (interruption.isRequested()) {
          return INTERRUPTED;
        }
        throw e;
      }
    }
  }

  private Results measure(Plan plan) throws Exception {
    var logs = folder(to.resolve("logs"));
    try (var servers = Servers.start(to.resolve("servers"), environment)) {
      return new Measurements(servers, plan, logs).take();
    }
  }

  private static Path folder(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new StartException("The folder " + path + " can't be made: " + e, e);
    }
  }

  private void report(Results results) throws IOException {
    var report = new Report(results);
    report.writeTo(to);
    System.out.println(report.markdown());
    System.out.println("Written to " + to + ".");
  }
}
