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

/** What may be asked of the benchmark. */
final class Options {
  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "PART",
      description =
          "What is measured: windows, rates, storm, processes, start, sizes; by default all that"
              + " can be (sizes takes private servers).")
  private @Nullable List<String> parts;

  @Option(
      names = "--subjects",
      split = ",",
      paramLabel = "OPERATION",
      description = "Which operations; default: ${DEFAULT-VALUE}.")
  private List<String> subjects = Subjects.OF_SERVICE;

  @Option(
      names = "--windows",
      split = ",",
      paramLabel = "N",
      description = "How many requests are under way at once; default: ${DEFAULT-VALUE}.")
  private List<Integer> windows = List.of(1, 16, 64);

  @Option(
      names = "--processes",
      split = ",",
      paramLabel = "N",
      description = "Services that share the work, in part processes; default: ${DEFAULT-VALUE}.")
  private List<Integer> processes = List.of(1, 2, 4);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often; default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long each time; default: ${DEFAULT-VALUE}.")
  private int seconds = 3;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Seconds before; default: ${DEFAULT-VALUE}.")
  private int warmUp = 30;

  @Option(names = "--small", paramLabel = "N", description = "Accounts; default: ${DEFAULT-VALUE}.")
  private int small = 10_000;

  @Option(
      names = "--large",
      paramLabel = "N",
      description = "Accounts, in part sizes; default: ${DEFAULT-VALUE}.")
  private int large = 1_000_000;

  @Option(
      names = "--memory-requests",
      paramLabel = "N",
      description = "Requests before memory is read, in part start; default: ${DEFAULT-VALUE}.")
  private int memoryRequests = 100_000;

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      description = "Further ones of the service's JVM, to be tried.")
  private String javaOptions = "";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * The plan that they make.
   *
   * @param given whether the servers are given ones
   * @throws ParameterException if one of them is wrong
   */
  Plan plan(boolean given) {
    var chosen = parts(given);
    requireNumbers(chosen);
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

  private void requireNumbers(Set<Part> chosen) {
    requireEach("--windows", windows, Load.MOST_SLOTS);
    requireEach("--processes", processes, Integer.MAX_VALUE);
    requireOne("--rounds", rounds);
    requireOne("--seconds", seconds);
    requireOne("--warm-up", warmUp);
    requireOne("--small", small);
    requireOne("--memory-requests", memoryRequests);
    var most = Collections.max(windows);
    require(
        small >= most,
        "--small is %d: there must be an account for each of %d requests at once."
            .formatted(small, most));
    require(
        large > small || !chosen.contains(Part.SIZES),
        "--large is %d: it must be more than --small, which is %d.".formatted(large, small));
  }

  private Set<Part> parts(boolean given) {
    if (parts == null) {
      return given ? EnumSet.complementOf(EnumSet.of(Part.SIZES)) : EnumSet.allOf(Part.class);
    }
    var byName =
        Arrays.stream(Part.values()).collect(Collectors.toMap(Part::toString, Function.identity()));
    var chosen = EnumSet.noneOf(Part.class);
    known("part", parts, byName.keySet()).forEach(name -> chosen.add(byName.get(name)));
    require(
        !given || !chosen.contains(Part.SIZES),
        "The part sizes takes private servers: leave it out, or unset WARREN_AMQP_URI and"
            + " WARREN_DB_URL.");
    return chosen;
  }

  private List<String> known(String what, List<String> names, Collection<String> all) {
    for (var name : names) {
      require(
          all.contains(name),
          "There is no %s '%s'; did you mean %s?".formatted(what, name, Nearest.of(name, all)));
    }
    return names;
  }

  private void requireOne(String option, int value) {
    require(value >= 1, "%s is %d: it must be 1 at least.".formatted(option, value));
  }

  private void requireEach(String option, List<Integer> values, int most) {
    for (var value : values) {
      requireOne(option, value);
      require(value <= most, "%s is %d: it must be %d at most.".formatted(option, value, most));
    }
  }

  private void require(boolean right, String sentence) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }
}
