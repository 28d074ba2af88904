package warren.bench.attack;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import warren.bench.attack.Probe.Phase;
import warren.bench.load.RequestSource;
import warren.bench.subjects.Subjects;

/** The latencies of a legitimate client before, during and after one flood: a row of the table. */
final class Measurement implements AutoCloseable {
  private static final long TICK_NS = 100_000_000;

  /** The ticks between two logins, few enough to leave the processors to the flood. */
  private static final int LOGIN_TICKS = 5;

  private final Map<String, Probe> probes = new LinkedHashMap<>();
  private final Thread thread;
  private volatile Phase phase = Phase.BEFORE;
  private volatile boolean finished;

  /** Starts to send requests to the gateway on this port. */
  Measurement(int port) {
    var login = Deployment.subjects().of(Subjects.LOGIN);
    var status = Deployment.subjects().of(Subjects.TOKEN_STATUS);
    probes.put("login", new Probe(port, () -> next(login)));
    probes.put("token status", new Probe(port, () -> next(status)));
    for (var check : List.of("live", "ready")) {
      probes.put(check, new Probe(port, () -> Http.get("/health/" + check)));
    }
    thread = Daemon.start(this::send);
  }

  private static String next(RequestSource requests) {
    return Http.post(requests.next(0));
  }

  private void send() {
    var due = System.nanoTime();
    for (var tick = 0; !finished; tick++) {
      for (var probe : probes.entrySet()) {
        if (!probe.getKey().equals("login") || tick % LOGIN_TICKS == 0) {
          probe.getValue().send(phase, due);
        }
      }
      due += TICK_NS;
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  /** Assigns the requests that are due from now on to a phase. */
  void enter(Phase next) {
    phase = next;
  }

  /** Stops sending and waits for the responses. */
  void finish() throws InterruptedException {
    close();
    thread.join();
    for (var probe : probes.values()) {
      probe.await();
    }
  }

  @Override
  public void close() {
    finished = true;
  }

  static List<String> head() {
    return List.of(
        "flood",
        "requests or connections of the flood",
        "login, p99 in ms: before / during / after",
        "token status",
        "live",
        "ready",
        "refused",
        "without reply");
  }

  /** The cells of the row. */
  List<String> row(Flood flood, long sent) {
    var refused = probes.values().stream().mapToLong(Probe::refused).sum();
    return Stream.of(
            Stream.of(flood.toString(), sent + ""),
            probes.values().stream().map(Measurement::latencies),
            Stream.of(refused + "", unanswered() + ""))
        .flatMap(cells -> cells)
        .toList();
  }

  private static String latencies(Probe probe) {
    return Arrays.stream(Phase.values())
        .map(phase -> String.format(Locale.ROOT, "%.0f", probe.p99Ms(phase)))
        .collect(Collectors.joining(" / "));
  }

  /** The number of requests that got no reply. */
  long unanswered() {
    return probes.values().stream().mapToLong(Probe::unanswered).sum();
  }
}
