package warren.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes the measurements, part by part, everything that is compared in turns. */
final class Measurements {
  static final String WINDOWS = "windows";
  static final String RATES = "rates";
  static final String STORM = "storm";
  static final String START = "start";
  static final String SIZES = "sizes";
  static final String PROCESSES = "processes";
  static final List<String> PARTS = List.of(WINDOWS, RATES, STORM, START, SIZES, PROCESSES);

  private static final String LITTLE_HEAP = "-Xmx128m";
  private static final int MEMORY_REQUESTS = 100_000;
  private static final int MIDDLE_WINDOW = 16;
  private static final int LARGE_WINDOW = 64;
  private static final int STORM_RATE = 500;
  private static final List<Double> SHARES = List.of(0.1, 0.25, 0.5, 0.7, 0.8, 0.9);

  private final Servers servers;
  private final Plan plan;
  private final Path log;
  private final List<Sample> samples = Collections.synchronizedList(new ArrayList<>());
  private final List<Double> starts = new ArrayList<>();
  private final Map<Integer, Double> memory = new TreeMap<>();

  /**
   * How much is measured.
   *
   * @param rounds how often each
   * @param time how long each time
   * @param warmUp how long requests are sent before
   * @param windows of the closed loops
   * @param small how many accounts there are
   * @param large and how many where many are compared with few
   * @param subjects which operations
   * @param javaOptions further ones of the service's JVM
   */
  record Plan(
      int rounds,
      Duration time,
      Duration warmUp,
      List<Integer> windows,
      int small,
      int large,
      List<String> subjects,
      String javaOptions) {}

  Measurements(Servers servers, Plan plan, Path log) {
    this.servers = servers;
    this.plan = plan;
    this.log = log;
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Seconds from the start of a service's process until it was ready. */
  List<Double> starts() {
    return List.copyOf(starts);
  }

  /**
   * By the number of accounts and sessions: what a small heap's service holds in memory, in MiB.
   */
  Map<Integer, Double> memory() {
    return Map.copyOf(memory);
  }

  void take(List<String> parts) throws Exception {
    servers.prepare(Servers.SMALL);
    fill(Servers.SMALL, plan.small());
    try (var echo = Place.echo(servers, log)) {
      if (parts.stream().anyMatch(List.of(WINDOWS, RATES, STORM)::contains)) {
        loads(echo, parts);
      }
      if (parts.contains(PROCESSES)) {
        for (var processes : List.of(1, 2, 4)) {
          processes(echo, processes);
        }
      }
    }
    if (parts.contains(START)) {
      start();
    }
    if (parts.contains(SIZES)) {
      sizes(parts.contains(START));
    }
  }

  private void fill(String name, int accounts) throws Exception {
    say("%,d accounts and sessions".formatted(accounts));
    try (var database = servers.database(name)) {
      Accounts.fill(database, accounts);
    }
  }

  private void loads(Place echo, List<String> parts) throws InterruptedException {
    try (var service = small(1)) {
      warmUp(echo, List.of(Subjects.ECHO));
      warmUp(service, plan.subjects());
      if (parts.contains(WINDOWS)) {
        for (var window : plan.windows()) {
          windows(echo, service, window);
        }
      }
      if (parts.contains(RATES)) {
        rates(service);
      }
      if (parts.contains(STORM)) {
        storm(service);
      }
    }
  }

  private Place small(int processes) {
    return Place.services(servers, Servers.SMALL, plan.small(), processes, plan.javaOptions(), log);
  }

  private void warmUp(Place place, List<String> subjects) throws InterruptedException {
    say("warming up");
    var each = plan.warmUp().dividedBy(subjects.size());
    for (var subject : subjects) {
      Load.closed(place.caller(), place.subjects().of(subject), MIDDLE_WINDOW, each);
    }
  }

  private void windows(Place echo, Place service, int window) throws InterruptedException {
    var argon2 = new Argon2Limit();
    for (var round = 1; round <= plan.rounds(); round++) {
      say("window %d, round %d of %d".formatted(window, round, plan.rounds()));
      var bare = closed(WINDOWS, echo, Subjects.ECHO, window, "", 0).rate();
      var hashing =
          plan.subjects().stream().anyMatch(Subjects::hashes) ? argon2.rate(plan.time()) : 0;
      for (var subject : plan.subjects()) {
        closed(WINDOWS, service, subject, window, "", Subjects.hashes(subject) ? hashing : bare);
      }
    }
  }

  private void rates(Place service) throws InterruptedException {
    for (var subject : List.of(Subjects.TOKEN_STATUS, Subjects.MIX)) {
      var most =
          Load.closed(service.caller(), service.subjects().of(subject), LARGE_WINDOW, plan.time())
              .rate();
      for (var round = 1; round <= plan.rounds(); round++) {
        for (var share : SHARES) {
          open(RATES, service, subject, (int) Math.max(1, share * most), "");
        }
      }
    }
  }

  /** How long others wait while everybody logs in. */
  private void storm(Place service) throws InterruptedException {
    try (var crowd = new Caller(servers.amqpUri(Servers.SMALL))) {
      for (var round = 1; round <= plan.rounds(); round++) {
        open(STORM, service, Subjects.TOKEN_STATUS, STORM_RATE, "alone");
        var logins = new Subjects(plan.small()).of(Subjects.LOGIN);
        var storm = new Storm(crowd, logins, MIDDLE_WINDOW);
        try {
          open(STORM, service, Subjects.TOKEN_STATUS, STORM_RATE, "while all log in");
        } finally {
          storm.end();
        }
      }
    }
  }

  private void processes(Place echo, int processes) throws InterruptedException {
    try (var services = small(processes)) {
      warmUp(services, List.of(Subjects.TOKEN_STATUS, Subjects.MIX));
      for (var round = 1; round <= plan.rounds(); round++) {
        var bare = closed(PROCESSES, echo, Subjects.ECHO, LARGE_WINDOW, "" + processes, 0).rate();
        for (var subject : List.of(Subjects.TOKEN_STATUS, Subjects.MIX)) {
          closed(PROCESSES, services, subject, LARGE_WINDOW, "" + processes, bare);
        }
      }
    }
  }

  private void start() throws InterruptedException {
    for (var round = 1; round <= plan.rounds(); round++) {
      try (var service = small(1)) {
        starts.add(service.programs().get(0).startedWithin().toNanos() / 1e9);
      }
    }
    memory(Servers.SMALL, plan.small());
  }

  private void memory(String name, int accounts) throws InterruptedException {
    say("memory with %,d sessions".formatted(accounts));
    try (var service =
        Place.services(servers, name, accounts, 1, LITTLE_HEAP + " " + plan.javaOptions(), log)) {
      var left = (long) MEMORY_REQUESTS;
      while (left > 0) {
        left -=
            Load.closed(
                    service.caller(),
                    service.subjects().of(Subjects.TOKEN_STATUS),
                    MIDDLE_WINDOW,
                    plan.time())
                .answered();
      }
      memory.put(accounts, service.residentMib());
    }
  }

  private void sizes(boolean alsoMemory) throws Exception {
    servers.prepare(Servers.LARGE);
    fill(Servers.LARGE, plan.large());
    if (alsoMemory) {
      memory(Servers.LARGE, plan.large());
    }
    try (var small = small(1);
        var large =
            Place.services(servers, Servers.LARGE, plan.large(), 1, plan.javaOptions(), log)) {
      warmUp(small, plan.subjects());
      warmUp(large, plan.subjects());
      for (var round = 1; round <= plan.rounds(); round++) {
        say("sizes, round %d of %d".formatted(round, plan.rounds()));
        for (var subject : plan.subjects()) {
          closed(SIZES, small, subject, MIDDLE_WINDOW, "" + plan.small(), 0);
          closed(SIZES, large, subject, MIDDLE_WINDOW, "" + plan.large(), 0);
        }
      }
    }
  }

  private Sample closed(
      String part, Place place, String subject, int window, String where, double limit)
      throws InterruptedException {
    var before = Usage.now(servers, place.programs());
    var run = Load.closed(place.caller(), place.subjects().of(subject), window, plan.time());
    return kept(part, subject, window, where, limit, run, before, place);
  }

  private void open(String part, Place place, String subject, int rate, String where)
      throws InterruptedException {
    var before = Usage.now(servers, place.programs());
    var run = Load.open(place.caller(), place.subjects().of(subject), rate, plan.time());
    kept(part, subject, rate, where, 0, run, before, place);
  }

  private Sample kept(
      String part,
      String subject,
      int load,
      String where,
      double limit,
      Run run,
      Usage before,
      Place place) {
    var usage = Usage.now(servers, place.programs()).since(before);
    var sample = Sample.of(part, subject, load, where, limit, run, usage, place.residentMib());
    if (run.failed() > 0) {
      say(
          "%s: %d of %d failed, the first with %s"
              .formatted(subject, run.failed(), run.answered(), run.firstFailure()));
    }
    samples.add(sample);
    return sample;
  }

  private static void say(String text) {
    System.err.println(text);
  }
}
