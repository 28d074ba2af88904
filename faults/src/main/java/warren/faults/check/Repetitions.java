package warren.faults.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import warren.faults.history.Entry;

/** Checks that the reply to a repeated write equals the first reply. */
public final class Repetitions {
  private Repetitions() {}

  public static List<Violation> check(List<Entry> entries) {
    Map<String, Entry> first = new HashMap<>();
    List<Violation> violations = new ArrayList<>();
    for (var entry : entries) {
      if (entry.messageId() == null || entry.isUnknown()) {
        continue;
      }
      if (!entry.repetition()) {
        first.put(entry.messageId(), entry);
      } else if (!isEqual(first.get(entry.messageId()), entry)) {
        violations.add(
            Violation.wrong(
                "A repetition of %s %s got status %d and %s instead of %s."
                    .formatted(
                        entry.operation(),
                        entry.messageId(),
                        entry.status(),
                        entry.data(),
                        first.get(entry.messageId())),
                entry.start()));
      }
    }
    return violations;
  }

  private static boolean isEqual(@Nullable Entry first, Entry repetition) {
    return first != null
        && first.status() == repetition.status()
        && Objects.equals(first.data(), repetition.data());
  }
}
