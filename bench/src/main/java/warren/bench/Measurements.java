package warren.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import warren.bench.load.Load;
import warren.bench.load.LoadGenerator;
import warren.bench.machine.Machine;
import warren.bench.machine.ResourceUsage;
import warren.bench.machine.Servers;
import warren.bench.report.Part;
import warren.bench.report.Results;
import warren.bench.subjects.Population;
import warren.bench.subjects.Subjects;

/** Runs the benchmark part by part. In each round, the compared loads run one after the other. */
final class Measurements {
  private static final int MIDDLE_WINDOW = 16;
  private static final int LARGE_WINDOW = 64;
  private static final int STORM_RATE = 500;
  private static final List<Double> RATE_SHARES = List.of(0.1, 0.25, 0.5, 0.7, 0.8, 0.9);

  private final Servers servers;
  private final Plan plan;
  private final Path logs;
  private final Recorder recorder;
  private final List<Double> starts = new ArrayList<>();
  private final SortedMap<Integer, Double> memory = new TreeMap<>();

  /**
   * Prepares measurements on these servers.
   *
   * @param logs the folder for the output of the measured programs
   */
  Measurements(Servers servers, Plan plan, Path logs) {
    this.servers = servers;
    this.plan = plan;
    this.logs = logs;
    this.recorder = new Recorder(servers, plan.time());
  }

  Results run() throws SQLException, InterruptedException {
    var small = createAccounts(Servers.SMALL, plan.small());
    if (plan.includesAny(Part.WINDOWS, Part.RATES, Part.STORM, Part.PROCESSES)) {
      try (var echo = Target.echo(servers, logs)) {
        warmUp(echo, List.of(Subjects.ECHO));
        loads(echo, small);
        if (plan.includesAny(Part.PROCESSES)) {
          for (var processes : plan.processes()) {
            processes(echo, small, processes);
          }
        }
      }
    }
    if (plan.includesAny(Part.START)) {
      start(small);
    }
    if (plan.includesAny(Part.SIZES)) {
      sizes(small);
    }
    if (plan.includesAny(Part.AUDIT)) {
      audit(small);
    }
    return new Results(
        Machine.description(), recorder.samples(), starts, memory, plan.memoryRequests());
  }

  private Population createAccounts(String vhost, int accounts)
      throws SQLException, InterruptedException {
    Recorder.progress("creating %,d accounts and sessions".formatted(accounts));
    return Population.create(servers, vhost, accounts);
  }

  private Target services(Population population, int processes) throws InterruptedException {
    return Target.services(servers, population, processes, plan.javaOptions(), logs);
  }

  /** Warms up for longer if several programs share the requests. */
  private void warmUp(Target target, List<String> subjects) throws InterruptedException {
    Recorder.progress("warming up");
    var each = plan.warmUp().multipliedBy(target.programs().size()).dividedBy(subjects.size());
    for (var subject : subjects) {
      target.closed(subject, MIDDLE_WINDOW, each);
    }
  }

  private void loads(Target echo, Population small) throws InterruptedException {
    if (!plan.includesAny(Part.WINDOWS, Part.RATES, Part.STORM)) {
      return;
    }
    try (var service = services(small, 1)) {
      warmUp(service, plan.subjects());
      if (plan.includesAny(Part.WINDOWS)) {
        for (var window : plan.windows()) {
          windows(echo, service, window);
        }
      }
      if (plan.includesAny(Part.RATES)) {
        rates(service);
      }
      if (plan.includesAny(Part.STORM)) {
        storm(service);
      }
    }
  }

  private void windows(Target echo, Target service, int window) throws InterruptedException {
    var argon2 = new Argon2Limit();
    var hashes = plan.subjects().stream().anyMatch(Subjects::hashesPasswords);
    for (var round = 1; round <= plan.rounds(); round++) {
      Recorder.progress("window %d, round %d of %d".formatted(window, round, plan.rounds()));
      var echoRate = recorder.closed(Part.WINDOWS, echo, Subjects.ECHO, window, "", 0);
      var argon2Rate = hashes ? argon2.rate(plan.time()) : 0;
      for (var subject : plan.subjects()) {
        var limit = Subjects.hashesPasswords(subject) ? argon2Rate : echoRate;
        recorder.closed(Part.WINDOWS, service, subject, window, "", limit);
      }
    }
  }

  private void rates(Target service) throws InterruptedException {
    for (var subject : List.of(Subjects.TOKEN_STATUS, Subjects.MIX)) {
      var maxRate = service.closed(subject, LARGE_WINDOW, plan.time()).rate();
      for (var round = 1; round <= plan.rounds(); round++) {
        Recorder.progress(
            "fixed rates, %s, round %d of %d".formatted(subject, round, plan.rounds()));
        for (var share : RATE_SHARES) {
          recorder.open(Part.RATES, service, subject, (int) Math.max(1, share * maxRate), "");
        }
      }
    }
  }

  /** Measures the latency of token checks without and with many concurrent logins. */
  private void storm(Target service) throws InterruptedException {
    try (var loginGenerator = new LoadGenerator(servers.amqpUri(Servers.SMALL))) {
      for (var round = 1; round <= plan.rounds(); round++) {
        Recorder.progress("storm, round %d of %d".formatted(round, plan.rounds()));
        recorder.open(Part.STORM, service, Subjects.TOKEN_STATUS, STORM_RATE, "without logins");
        var logins = new Subjects(plan.small()).of(Subjects.LOGIN);
        var before = ResourceUsage.now(servers, service.programs());
        var storm = Load.start(loginGenerator, logins, MIDDLE_WINDOW);
        var variant = "with %d logins in flight".formatted(MIDDLE_WINDOW);
        recorder.open(Part.STORM, service, Subjects.TOKEN_STATUS, STORM_RATE, variant);
        var result = storm.end();
        recorder.record(
            Part.STORM, Subjects.LOGIN, MIDDLE_WINDOW, variant, 0, result, before, service);
      }
    }
  }

  private void processes(Target echo, Population small, int processes) throws InterruptedException {
    var subjects = List.of(Subjects.TOKEN_STATUS, Subjects.MIX);
    try (var services = services(small, processes)) {
      warmUp(services, subjects);
      var variant = Integer.toString(processes);
      for (var round = 1; round <= plan.rounds(); round++) {
        Recorder.progress(
            "%d processes, round %d of %d".formatted(processes, round, plan.rounds()));
        var echoRate =
            recorder.closed(Part.PROCESSES, echo, Subjects.ECHO, LARGE_WINDOW, variant, 0);
        for (var subject : subjects) {
          recorder.closed(Part.PROCESSES, services, subject, LARGE_WINDOW, variant, echoRate);
        }
      }
    }
  }

  private void start(Population small) throws InterruptedException {
    for (var round = 1; round <= plan.rounds(); round++) {
      Recorder.progress("start, round %d of %d".formatted(round, plan.rounds()));
      try (var service = services(small, 1)) {
        starts.add(service.programs().get(0).startDuration().toNanos() / 1e9);
      }
    }
    memory(small);
  }

  private void memory(Population population) throws InterruptedException {
    Recorder.progress("memory with %,d sessions".formatted(population.accounts()));
    var heap = "-Xmx%dm ".formatted(Results.HEAP_MIB);
    try (var service = Target.services(servers, population, 1, heap + plan.javaOptions(), logs)) {
      for (var remaining = (long) plan.memoryRequests(); remaining > 0; ) {
        remaining -= service.closed(Subjects.TOKEN_STATUS, MIDDLE_WINDOW, plan.time()).replies();
      }
      memory.put(population.accounts(), service.residentMib());
    }
  }

  private void sizes(Population small) throws SQLException, InterruptedException {
    var large = createAccounts(Servers.LARGE, plan.large());
    if (plan.includesAny(Part.START)) {
      memory(large);
    }
    compare(Part.SIZES, small, "" + small.accounts(), large, "" + large.accounts());
  }

  private void audit(Population recorded) throws SQLException, InterruptedException {
    var unrecorded = createAccounts(Servers.UNRECORDED, recorded.accounts());
    compare(Part.AUDIT, unrecorded, Results.UNRECORDED, recorded, Results.RECORDED);
  }

  /** Measures two services in turns. */
  private void compare(
      Part part, Population first, String firstVariant, Population second, String secondVariant)
      throws InterruptedException {
    var subjects = part == Part.AUDIT ? Subjects.RECORDED_READS : plan.subjects();
    try (var one = services(first, 1);
        var other = services(second, 1)) {
      warmUp(one, subjects);
      warmUp(other, subjects);
      for (var round = 1; round <= plan.rounds(); round++) {
        Recorder.progress("%s, round %d of %d".formatted(part, round, plan.rounds()));
        for (var subject : subjects) {
          recorder.closed(part, one, subject, MIDDLE_WINDOW, firstVariant, 0);
          recorder.closed(part, other, subject, MIDDLE_WINDOW, secondVariant, 0);
        }
      }
    }
  }
}
