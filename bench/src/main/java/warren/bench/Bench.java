package warren.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import warren.bench.Measurements.Plan;

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
  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "PART",
      description =
          "What is measured: windows, rates, storm, start, sizes, processes; default all.")
  private List<String> parts = Measurements.PARTS;

  @Option(
      names = "--subjects",
      split = ",",
      paramLabel = "OPERATION",
      description = "Which operations; default: ${DEFAULT-VALUE}.")
  private List<String> subjects = Subjects.OF_SERVICE;

  @Option(
      names = "--windows",
      split = ",",
      description = "How many requests are under way at once; default: ${DEFAULT-VALUE}.")
  private List<Integer> windows = List.of(1, 16, 64);

  @Option(names = "--rounds", description = "How often; default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(names = "--seconds", description = "How long each time; default: ${DEFAULT-VALUE}.")
  private int seconds = 3;

  @Option(names = "--warm-up", description = "Seconds before; default: ${DEFAULT-VALUE}.")
  private int warmUp = 30;

  @Option(names = "--small", description = "Accounts; default: ${DEFAULT-VALUE}.")
  private int small = 10_000;

  @Option(names = "--large", description = "Accounts of part sizes; default: ${DEFAULT-VALUE}.")
  private int large = 1_000_000;

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      description = "Further ones of the service's JVM, to be tried.")
  private String javaOptions = "";

  @Option(names = "--to", description = "The folder of the results; default: ${DEFAULT-VALUE}.")
  private Path to = Path.of("bench-results");

  public static void main(String... arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(to);
    var plan =
        new Plan(
            rounds,
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(warmUp),
            windows,
            small,
            large,
            subjects,
            javaOptions);
    try (var servers = Servers.start(to.resolve("servers"), System.getenv())) {
      var measurements = new Measurements(servers, plan, to.resolve("programs.log"));
      measurements.take(parts);
      Report.of(measurements, plan).writeTo(to);
    }
    return 0;
  }
}
