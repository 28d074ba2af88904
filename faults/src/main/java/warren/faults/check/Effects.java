package warren.faults.check;

import static warren.faults.check.Violation.Kind.DOUBLED;
import static warren.faults.check.Violation.Kind.LOST;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.faults.history.Entry;

/**
 * Checks that each acknowledged write had exactly one effect: against counts, per account and
 * operation, of audit entries, events, or rows that contain the write's own value.
 */
public final class Effects {
  private final String effect;
  private final Map<String, Integer> found;
  private final List<Violation> violations = new ArrayList<>();

  private Effects(String effect, Map<String, Integer> found) {
    this.effect = effect;
    this.found = found;
  }

  /** Names the writes of an operation about an account. */
  public static String key(String account, String operation) {
    return account + " " + operation;
  }

  /**
   * Checks counts per account and operation.
   *
   * @param effect the name of the counted effects
   * @param found the counts by {@link #key}
   */
  public static List<Violation> check(
      List<Entry> entries, String effect, Map<String, Integer> found) {
    Map<String, List<Entry>> expected = new HashMap<>();
    for (var entry : writes(entries)) {
      expected
          .computeIfAbsent(key(entry.account(), entry.operation()), created -> new ArrayList<>())
          .add(entry);
    }
    var check = new Effects(effect, found);
    expected.forEach(check::compare);
    return check.violations;
  }

  /**
   * Checks the effects of each write by its own value.
   *
   * @param operation the operation to check
   * @param found the counts by idempotency key, which is also the value
   */
  public static List<Violation> checkEach(
      List<Entry> entries, String operation, String effect, Map<String, Integer> found) {
    var check = new Effects(effect, found);
    for (var entry : writes(entries)) {
      if (entry.operation().equals(operation) && entry.messageId() != null) {
        check.compare(entry.messageId(), List.of(entry));
      }
    }
    return check.violations;
  }

  /** The writes that had or may have had an effect; a repetition has none of its own. */
  static List<Entry> writes(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.write() && !entry.repetition())
        .filter(entry -> entry.succeeded() || entry.isUnknown())
        .toList();
  }

  private void compare(String key, List<Entry> writes) {
    var acknowledged = writes.stream().filter(Entry::succeeded).count();
    var count = found.getOrDefault(key, 0);
    if (count < acknowledged) {
      report(LOST, key, acknowledged, count, writes);
    } else if (count > writes.size()) {
      report(DOUBLED, key, writes.size(), count, writes);
    }
  }

  private void report(
      Violation.Kind kind, String key, long expected, int count, List<Entry> writes) {
    var text = "%s: %d %s instead of %d for %s".formatted(kind, count, effect, expected, key);
    violations.add(new Violation(kind, text, writes.size() == 1 ? writes.get(0).start() : -1));
  }
}
