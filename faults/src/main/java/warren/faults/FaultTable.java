package warren.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import warren.faults.check.Violation;
import warren.faults.history.Entry;
import warren.faults.history.FaultWindow;

/** The table of the faults with their effects on callers. */
final class FaultTable {
  private static final String HEAD =
      """
      | fault | repetitions | lost | doubled | longest time without a success of an operation, s | recovery after the cure, s: median / longest |
      |---|---|---|---|---|---|
      """;
  private static final double SECOND = 1e6;

  /** Successes per second, without which a pause would say little. */
  private static final double FREQUENT = 3;

  /** The ends of the successful requests of each frequent operation, over AMQP and over HTTP. */
  private final Collection<List<Long>> successes;

  private final List<Violation> violations;

  FaultTable(List<Entry> entries, List<Violation> violations) {
    this.successes = frequent(entries);
    this.violations = violations;
  }

  private static Collection<List<Long>> frequent(List<Entry> entries) {
    var byOperation =
        entries.stream()
            .filter(Entry::succeeded)
            .sorted(Comparator.comparingLong(Entry::end))
            .collect(
                groupingBy(
                    entry -> entry.channel() + entry.operation(), mapping(Entry::end, toList())));
    var seconds = entries.stream().mapToLong(Entry::start).max().orElse(0) / SECOND;
    return byOperation.values().stream().filter(ends -> ends.size() > FREQUENT * seconds).toList();
  }

  String text(List<FaultWindow> windows) {
    Map<String, List<FaultWindow>> byFault = new LinkedHashMap<>();
    windows.stream()
        .sorted(Comparator.comparing(FaultWindow::fault))
        .forEach(
            window ->
                byFault.computeIfAbsent(window.fault(), created -> new ArrayList<>()).add(window));
    var text = new StringBuilder(HEAD);
    byFault.forEach((fault, ofFault) -> text.append(row(fault, ofFault)));
    return text.toString();
  }

  private String row(String fault, List<FaultWindow> windows) {
    var recovery =
        windows.stream()
            .mapToLong(window -> window.recovered() - window.cured())
            .sorted()
            .toArray();
    return "| %s | %d | %d | %d | %.1f | %.1f / %.1f |%n"
        .formatted(
            fault,
            windows.size(),
            count(windows, Violation.Kind.LOST),
            count(windows, Violation.Kind.DOUBLED),
            windows.stream().mapToLong(this::pause).max().orElse(0) / SECOND,
            recovery[recovery.length / 2] / SECOND,
            recovery[recovery.length - 1] / SECOND);
  }

  private long count(List<FaultWindow> windows, Violation.Kind kind) {
    return violations.stream()
        .filter(violation -> violation.kind() == kind)
        .filter(
            violation ->
                windows.stream()
                    .anyMatch(
                        window ->
                            violation.at() >= window.injected()
                                && violation.at() <= window.recovered()))
        .count();
  }

  private long pause(FaultWindow window) {
    return successes.stream().mapToLong(ends -> pause(ends, window)).max().orElse(0);
  }

  /** The longest time without a success, from the beginning of the fault. */
  private static long pause(List<Long> ends, FaultWindow window) {
    var last = window.injected();
    var longest = 0L;
    for (var end : ends) {
      if (end > window.injected() && end < window.recovered()) {
        longest = Math.max(longest, end - last);
        last = end;
      }
    }
    return Math.max(longest, window.recovered() - last);
  }
}
