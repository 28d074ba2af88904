package warren.bench.attack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import warren.bench.Commands;
import warren.bench.attack.Probe.Phase;
import warren.settings.Durations;

/** The command {@code ./warren attack}. */
@Command(
    name = "warren attack",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Floods private servers, a service and a gateway, and prints the worst p99 of legitimate"
          + " clients before, during and after each flood.",
      "The exit status is 1 if a legitimate request got no reply."
    })
public final class Attack implements Callable<Integer> {
  /** The parts of a flood's time before and after it. */
  private static final int QUARTERS = 4;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Total time of all floods, such as 30s or 10m; default: ${DEFAULT-VALUE}.")
  private String duration = "2m";

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "FLOOD",
      description = "Floods to run: ${COMPLETION-CANDIDATES}; default: all.")
  private @Nullable Set<Flood> only;

  @Option(
      names = "--size",
      paramLabel = "PERCENT",
      description = "Size of the floods in percent; default: ${DEFAULT-VALUE}.")
  private int size = 100;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Folder for data and logs; default: ${DEFAULT-VALUE}.")
  private Path to = Path.of("attack-results");

  @Spec private CommandSpec spec;

  private Attack() {}

  public static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return Commands.line(new Attack()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws Exception {
    var floods = only == null ? EnumSet.allOf(Flood.class) : EnumSet.copyOf(only);
    var each = totalTime().dividedBy(floods.size());
    require(size >= 1, "--size is " + size + ": it must be at least 1.");
    return Commands.run(() -> run(floods, each));
  }

  private Duration totalTime() {
    var time = Durations.parse(duration);
    require(time.isPresent(), "--duration is " + duration + ": it must be a time such as 2m.");
    return time.orElseThrow();
  }

  private void require(boolean valid, String message) {
    if (!valid) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private int run(Set<Flood> floods, Duration each) throws Exception {
    var unanswered = 0L;
    System.err.println("starting…");
    try (var deployment = Deployment.start(to)) {
      warmUp(deployment, each);
      print(Measurement.head());
      print(Measurement.head().stream().map(head -> "---").toList());
      for (var flood : floods) {
        System.err.println("flood " + flood);
        try (var measurement = new Measurement(deployment.httpPort())) {
          var sent = measure(measurement, flood, deployment, each);
          print(measurement.row(flood, sent));
          unanswered += measurement.unanswered();
        }
      }
      System.err.print(deployment.ended());
    }
    return unanswered == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void warmUp(Deployment deployment, Duration time) throws InterruptedException {
    System.err.println("warming up…");
    var clients = new HttpLoops(deployment.httpPort(), FloodRequests.warmUp());
    try {
      Thread.sleep(time.toMillis());
    } finally {
      clients.stop();
    }
  }

  private static void print(List<String> cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  /** Returns the number of requests or connections of the flood. */
  private long measure(Measurement measurement, Flood flood, Deployment deployment, Duration time)
      throws Exception {
    var quarter = time.dividedBy(QUARTERS).toMillis();
    Thread.sleep(quarter);
    measurement.enter(Phase.DURING);
    var parts = flood.start(deployment, size);
    try {
      Thread.sleep(2 * quarter);
    } finally {
      for (var part : parts) {
        part.stop();
      }
    }
    measurement.enter(Phase.AFTER);
    Thread.sleep(quarter);
    measurement.finish();
    return parts.stream().mapToLong(Flood.Running::sent).sum();
  }
}
