package warren.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import warren.bench.load.Caller;
import warren.bench.load.Load;
import warren.bench.machine.Machine;
import warren.bench.machine.Servers;
import warren.bench.machine.Usage;
import warren.bench.report.Part;
import warren.bench.report.Results;
import warren.bench.subjects.Population;
import warren.bench.subjects.Subjects;

/** Takes the measurements, part by part, everything that is compared in turns. */
final class Measurements {
  private static final int MIDDLE_WINDOW = 16;
  private static final int LARGE_WINDOW = 64;
  private static final int STORM_RATE = 500;
  private static final List<Double> SHARES = List.of(0.1, 0.25, 0.5, 0.7, 0.8, 0.9);

  private final Servers servers;
  private final Plan plan;
  private final Path logs;
  private final Notes notes;
  private final List<Double> starts = new ArrayList<>();
  private final SortedMap<Integer, Double> memory = new TreeMap<>();

  /**
   * On these servers.
   *
   * @param logs the folder of what the measured programs print
   */
  Measurements(Servers servers, Plan plan, Path logs) {
    this.servers = servers;
    this.plan = plan;
    this.logs = logs;
    this.notes = new Notes(servers, plan.time());
  }

  Results take() throws SQLException, InterruptedException {
    var small = settle(Servers.SMALL, plan.small());
    if (plan.has(Part.WINDOWS, Part.RATES, Part.STORM, Part.PROCESSES)) {
      try (var echo = Place.echo(servers, logs)) {
        warmUp(echo, List.of(Subjects.ECHO));
        loads(echo, small);
        if (plan.has(Part.PROCESSES)) {
          for (var processes : plan.processes()) {
            processes(echo, small, processes);
          }
        }
      }
    }
    if (plan.has(Part.START)) {
      start(small);
    }
    if (plan.has(Part.SIZES)) {
      sizes(small);
    }
    return new Results(Machine.described(), notes.samples(), starts, memory, plan.memoryRequests());
  }

  private Population settle(String place, int accounts) throws SQLException, InterruptedException {
    Notes.say("%,d accounts and sessions".formatted(accounts));
    return Population.settle(servers, place, accounts);
  }

  private Place services(Population population, int processes) throws InterruptedException {
    return Place.services(servers, population, processes, plan.javaOptions(), logs);
  }

  /** Programs that share the requests take as much longer. */
  private void warmUp(Place place, List<String> subjects) throws InterruptedException {
    Notes.say("warming up");
    var each = plan.warmUp().multipliedBy(place.programs().size()).dividedBy(subjects.size());
    for (var subject : subjects) {
      place.closed(subject, MIDDLE_WINDOW, each);
    }
  }

  private void loads(Place echo, Population small) throws InterruptedException {
    if (!plan.has(Part.WINDOWS, Part.RATES, Part.STORM)) {
      return;
    }
    try (var service = services(small, 1)) {
      warmUp(service, plan.subjects());
      if (plan.has(Part.WINDOWS)) {
        for (var window : plan.windows()) {
          windows(echo, service, window);
        }
      }
      if (plan.has(Part.RATES)) {
        rates(service);
      }
      if (plan.has(Part.STORM)) {
        storm(service);
      }
    }
  }

  private void windows(Place echo, Place service, int window) throws InterruptedException {
    var argon2 = new Argon2Limit();
    var hashes = plan.subjects().stream().anyMatch(Subjects::hashes);
    for (var round = 1; round <= plan.rounds(); round++) {
      Notes.say("window %d, round %d of %d".formatted(window, round, plan.rounds()));
      var bare = notes.closed(Part.WINDOWS, echo, Subjects.ECHO, window, "", 0);
      var hashing = hashes ? argon2.rate(plan.time()) : 0;
      for (var subject : plan.subjects()) {
        var limit = Subjects.hashes(subject) ? hashing : bare;
        notes.closed(Part.WINDOWS, service, subject, window, "", limit);
      }
    }
  }

  private void rates(Place service) throws InterruptedException {
    for (var subject : List.of(Subjects.TOKEN_STATUS, Subjects.MIX)) {
      var most = service.closed(subject, LARGE_WINDOW, plan.time()).rate();
      for (var round = 1; round <= plan.rounds(); round++) {
        Notes.say("fixed rates, %s, round %d of %d".formatted(subject, round, plan.rounds()));
        for (var share : SHARES) {
          notes.open(Part.RATES, service, subject, (int) Math.max(1, share * most), "");
        }
      }
    }
  }

  /** How long others wait while everybody logs in. */
  private void storm(Place service) throws InterruptedException {
    try (var crowd = new Caller(servers.amqpUri(Servers.SMALL))) {
      for (var round = 1; round <= plan.rounds(); round++) {
        Notes.say("storm, round %d of %d".formatted(round, plan.rounds()));
        notes.open(Part.STORM, service, Subjects.TOKEN_STATUS, STORM_RATE, "alone");
        var logins = new Subjects(plan.small()).of(Subjects.LOGIN);
        var before = Usage.now(servers, service.programs());
        var storm = Load.start(crowd, logins, MIDDLE_WINDOW);
        var where = "while all log in";
        notes.open(Part.STORM, service, Subjects.TOKEN_STATUS, STORM_RATE, where);
        var run = storm.end();
        notes.keep(Part.STORM, Subjects.LOGIN, MIDDLE_WINDOW, where, 0, run, before, service);
      }
    }
  }

  private void processes(Place echo, Population small, int processes) throws InterruptedException {
    var subjects = List.of(Subjects.TOKEN_STATUS, Subjects.MIX);
    try (var services = services(small, processes)) {
      warmUp(services, subjects);
      var where = Integer.toString(processes);
      for (var round = 1; round <= plan.rounds(); round++) {
        Notes.say("%d processes, round %d of %d".formatted(processes, round, plan.rounds()));
        var bare = notes.closed(Part.PROCESSES, echo, Subjects.ECHO, LARGE_WINDOW, where, 0);
        for (var subject : subjects) {
          notes.closed(Part.PROCESSES, services, subject, LARGE_WINDOW, where, bare);
        }
      }
    }
  }

  private void start(Population small) throws InterruptedException {
    for (var round = 1; round <= plan.rounds(); round++) {
      Notes.say("start, round %d of %d".formatted(round, plan.rounds()));
      try (var service = services(small, 1)) {
        starts.add(service.programs().get(0).startedWithin().toNanos() / 1e9);
      }
    }
    memory(small);
  }

  private void memory(Population population) throws InterruptedException {
    Notes.say("memory with %,d sessions".formatted(population.accounts()));
    var heap = "-Xmx%dm ".formatted(Results.HEAP_MIB);
    try (var service = Place.services(servers, population, 1, heap + plan.javaOptions(), logs)) {
      for (var left = (long) plan.memoryRequests(); left > 0; ) {
        left -= service.closed(Subjects.TOKEN_STATUS, MIDDLE_WINDOW, plan.time()).answered();
      }
      memory.put(population.accounts(), service.residentMib());
    }
  }

  private void sizes(Population small) throws SQLException, InterruptedException {
    var large = settle(Servers.LARGE, plan.large());
    if (plan.has(Part.START)) {
      memory(large);
    }
    try (var few = services(small, 1);
        var many = services(large, 1)) {
      warmUp(few, plan.subjects());
      warmUp(many, plan.subjects());
      for (var round = 1; round <= plan.rounds(); round++) {
        Notes.say("sizes, round %d of %d".formatted(round, plan.rounds()));
        for (var subject : plan.subjects()) {
          notes.closed(Part.SIZES, few, subject, MIDDLE_WINDOW, "" + small.accounts(), 0);
          notes.closed(Part.SIZES, many, subject, MIDDLE_WINDOW, "" + large.accounts(), 0);
        }
      }
    }
  }
}
