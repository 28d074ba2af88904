package warren.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import warren.faults.check.Leaks;
import warren.faults.check.Storage;
import warren.faults.check.Violation;
import warren.faults.deployment.Deployment;
import warren.faults.history.History;
import warren.faults.injection.Fault;
import warren.faults.injection.Faults;
import warren.faults.load.EventConsumer;
import warren.faults.load.Load;

/** The command {@code ./warren test --faults}. */
@Command(
    name = "warren test --faults",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs two services, a gateway, three brokers and a database with a standby under load, causes"
          + " failures of each, and checks every reply against the database afterwards.",
      "The exit status is 1 if a write was lost or doubled, or another check failed."
    })
public final class FaultSuite implements Callable<Integer> {
  private static final long DRAIN_MS = 60_000;
  private static final long WARM_UP_MS = 5000;

  /** The whole command then lasts at most a quarter of an hour. */
  private static final Duration USUAL_DURATION = Duration.ofMinutes(12);

  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final double MICROS_PER_SECOND = 1e6;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Ends after N occurrences of each fault; default: 2, or unlimited with --minutes.")
  private @Nullable Integer rounds;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "After N minutes, no further fault begins; default: 12, or unlimited with --rounds.")
  private @Nullable Integer minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Repeats the order of a former run; default: random.")
  private long seed = new Random().nextInt(1_000_000);

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "TEXT",
      description = "Only faults whose names contain one of these texts.")
  private @Nullable Set<String> only;

  @Option(
      names = "--previous",
      paramLabel = "DIR",
      description =
          "Folder of another version, already built: all programs start with it, this version"
              + " migrates the database, and then the only faults are changes between the versions.")
  private @Nullable Path previous;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Folder for logs and the history; default: target/faults/TIME.")
  private @Nullable Path to;

  @Spec private CommandSpec spec;

  private FaultSuite() {}

  public static void main(String... arguments) {
    System.exit(new CommandLine(new FaultSuite()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    var folder = Files.createDirectories(folder()).toRealPath();
    System.out.println("seed " + seed + ", files in " + folder);
    try (var deployment = Deployment.start(folder, launcher());
        var history = new History(folder.resolve("history.jsonl"));
        var events = new EventConsumer(deployment);
        var load = new Load(deployment, history, seed)) {
      Thread.sleep(WARM_UP_MS);
      var before = Leaks.count(deployment);
      var planner = new Planner(selected(deployment), deployment.programs(), history, seed);
      planner.run(rounds(), duration());
      load.stop();
      List<Violation> violations = new ArrayList<>(planner.violations());
      violations.addAll(compare(deployment, history, events));
      violations.addAll(Leaks.check(deployment, before));
      System.out.print(new FaultTable(history.entries(), violations).text(planner.windows()));
      return report(violations, folder);
    }
  }

  private static List<Violation> compare(
      Deployment deployment, History history, EventConsumer consumer) throws Exception {
    List<Violation> violations = new ArrayList<>();
    try (var connection = deployment.database().connect()) {
      var storage = new Storage(connection);
      violations.addAll(awaitDrained(deployment, storage));
      var entries = history.entries();
      var events = consumer.events();
      System.out.printf(
          "%d requests in %.0f s, %d events%n",
          entries.size(), history.now() / MICROS_PER_SECOND, events.size());
      violations.addAll(Verdict.of(entries, events, storage));
    }
    history.anomalies().forEach(text -> violations.add(Violation.wrong(text, -1)));
    return violations;
  }

  private int report(List<Violation> violations, Path folder) {
    violations.forEach(violation -> System.out.println("VIOLATION " + violation.text()));
    if (violations.isEmpty()) {
      return ExitCode.OK;
    }
    System.out.println("seed " + seed + ", history " + folder.resolve("history.jsonl"));
    return ExitCode.SOFTWARE;
  }

  private int rounds() {
    if (rounds != null) {
      return rounds;
    }
    return minutes == null ? 2 : Integer.MAX_VALUE;
  }

  private Duration duration() {
    if (minutes != null) {
      return Duration.ofMinutes(minutes);
    }
    return rounds == null ? USUAL_DURATION : UNLIMITED;
  }

  private Path folder() {
    var time =
        LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    return to == null ? Path.of("target", "faults", time) : to;
  }

  /** The launcher of the other version. */
  private @Nullable Path launcher() {
    return previous == null ? null : previous.resolve("warren").toAbsolutePath();
  }

  private List<Fault> selected(Deployment deployment) {
    var launcher = launcher();
    var faults = launcher == null ? Faults.of(deployment) : Faults.upgrades(deployment, launcher);
    if (only == null) {
      return faults;
    }
    var selected =
        faults.stream().filter(fault -> only.stream().anyMatch(fault.name()::contains)).toList();
    if (selected.isEmpty()) {
      var names = faults.stream().map(Fault::name).collect(Collectors.joining("\n"));
      throw new ParameterException(
          spec.commandLine(), "--only selects none of the faults:\n" + names);
    }
    return selected;
  }

  /** Waits until the outbox and all request queues are empty. */
  private static List<Violation> awaitDrained(Deployment deployment, Storage storage)
      throws Exception {
    var deadline = System.currentTimeMillis() + DRAIN_MS;
    while (true) {
      var outbox = storage.number("SELECT count(*) FROM outbox");
      var queues = QueueLengths.nonEmpty(deployment);
      if (outbox == 0 && queues.isEmpty()) {
        return List.of();
      }
      if (System.currentTimeMillis() > deadline) {
        return List.of(
            new Violation(
                Violation.Kind.WRONG, "not drained: outbox " + outbox + ", queues " + queues, -1));
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }
}
