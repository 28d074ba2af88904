package warren.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import warren.bench.load.Load;
import warren.bench.report.Part;
import warren.bench.subjects.Subjects;
import warren.settings.Nearest;

/** The options of the benchmark. */
final class Options {
  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "PART",
      description =
          "Parts to measure: windows, rates, storm, processes, start, sizes, audit. Default: all; on"
              + " external servers all except sizes and audit.")
  private @Nullable List<String> parts;

  @Option(
      names = "--subjects",
      split = ",",
      paramLabel = "OPERATION",
      description = "Operations to measure; default: ${DEFAULT-VALUE}.")
  private List<String> subjects = Subjects.OF_SERVICE;

  @Option(
      names = "--windows",
      split = ",",
      paramLabel = "N",
      description = "Numbers of requests in flight in part windows; default: ${DEFAULT-VALUE}.")
  private List<Integer> windows = List.of(1, 16, 64);

  @Option(
      names = "--processes",
      split = ",",
      paramLabel = "N",
      description = "Numbers of service processes in part processes; default: ${DEFAULT-VALUE}.")
  private List<Integer> processes = List.of(1, 2, 4);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of each part; default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Duration of each measurement in seconds; default: ${DEFAULT-VALUE}.")
  private int seconds = 3;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Duration of the warm-up in seconds; default: ${DEFAULT-VALUE}.")
  private int warmUp = 30;

  @Option(
      names = "--small",
      paramLabel = "N",
      description = "Number of accounts; default: ${DEFAULT-VALUE}.")
  private int small = 10_000;

  @Option(
      names = "--large",
      paramLabel = "N",
      description = "Larger number of accounts in part sizes; default: ${DEFAULT-VALUE}.")
  private int large = 1_000_000;

  @Option(
      names = "--memory-requests",
      paramLabel = "N",
      description = "Requests before the memory is read in part start; default: ${DEFAULT-VALUE}.")
  private int memoryRequests = 100_000;

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      description = "Additional options of the service's JVM.")
  private String javaOptions = "";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Returns the plan that the options describe.
   *
   * @param external whether the servers are external
   * @throws ParameterException if an option is invalid
   */
  Plan plan(boolean external) {
    var chosen = parts(external);
    requireValidNumbers(chosen);
    return new Plan(
        chosen,
        rounds,
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(warmUp),
        windows,
        processes,
        small,
        large,
        known("operation", subjects, Subjects.OF_SERVICE),
        memoryRequests,
        javaOptions);
  }

  private void requireValidNumbers(Set<Part> chosen) {
    requireEach("--windows", windows, Load.MAX_SLOTS);
    requireEach("--processes", processes, Integer.MAX_VALUE);
    requireOne("--rounds", rounds);
    requireOne("--seconds", seconds);
    requireOne("--warm-up", warmUp);
    requireOne("--small", small);
    requireOne("--memory-requests", memoryRequests);
    var max = Collections.max(windows);
    require(
        small >= max,
        "--small is %d: it must be at least %d, one account for each request in flight."
            .formatted(small, max));
    require(
        large > small || !chosen.contains(Part.SIZES),
        "--large is %d: it must be greater than --small, which is %d.".formatted(large, small));
  }

  private Set<Part> parts(boolean external) {
    if (parts == null) {
      var all = EnumSet.allOf(Part.class);
      all.removeIf(part -> external && Part.ON_PRIVATE_SERVERS.contains(part));
      return all;
    }
    var byName =
        Arrays.stream(Part.values()).collect(Collectors.toMap(Part::toString, Function.identity()));
    var chosen = EnumSet.noneOf(Part.class);
    known("part", parts, byName.keySet()).forEach(name -> chosen.add(byName.get(name)));
    for (var part : Part.ON_PRIVATE_SERVERS) {
      require(
          !external || !chosen.contains(part),
          "The part %s requires private servers: omit it, or unset WARREN_AMQP_URI and WARREN_DB_URL."
              .formatted(part));
    }
    return chosen;
  }

  private List<String> known(String kind, List<String> names, Collection<String> all) {
    for (var name : names) {
      require(all.contains(name), unknown(kind, name, all));
    }
    return names;
  }

  private static String unknown(String kind, String name, Collection<String> all) {
    return "Unknown %s '%s'".formatted(kind, name)
        + Nearest.of(name, all).map(nearest -> "; did you mean " + nearest + "?").orElse(".");
  }

  private void requireOne(String option, int value) {
    require(value >= 1, "%s is %d: it must be at least 1.".formatted(option, value));
  }

  private void requireEach(String option, List<Integer> values, int max) {
    for (var value : values) {
      requireOne(option, value);
      require(value <= max, "%s is %d: it must be at most %d.".formatted(option, value, max));
    }
  }

  private void require(boolean valid, String message) {
    if (!valid) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
