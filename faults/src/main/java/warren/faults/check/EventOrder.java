package warren.faults.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.faults.history.Entry;
import warren.faults.history.Event;

/**
 * Checks that the events of an account are in the order of its writes: if one write ended before
 * another began, so do their events. Events are assigned to writes by their correlation ids; that
 * of an attempt without a reply is unknown to its caller, so its event is not compared.
 */
public final class EventOrder {
  private EventOrder() {}

  /** Checks the events in the order of their reception. */
  public static List<Violation> check(List<Entry> entries, List<Event> events) {
    Map<String, Entry> byCorrelation = new HashMap<>();
    for (var entry : Effects.writes(entries)) {
      if (entry.correlationId() != null) {
        byCorrelation.put(entry.correlationId(), entry);
      }
    }
    List<Violation> violations = new ArrayList<>();
    Map<String, Entry> latest = new HashMap<>();
    for (var event : events) {
      var entry = event.correlationId() == null ? null : byCorrelation.get(event.correlationId());
      if (entry != null) {
        var before = latest.get(event.subject());
        if (before != null && entry.end() < before.start()) {
          violations.add(wrongOrder(entry, before));
        }
        if (before == null || entry.start() > before.start()) {
          latest.put(event.subject(), entry);
        }
      }
    }
    return violations;
  }

  private static Violation wrongOrder(Entry earlier, Entry later) {
    return Violation.wrong(
        "The event of %s %s arrived after that of the later %s %s."
            .formatted(
                earlier.operation(), earlier.messageId(), later.operation(), later.messageId()),
        earlier.start());
  }
}
