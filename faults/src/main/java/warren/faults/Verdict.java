package warren.faults;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.faults.check.Effects;
import warren.faults.check.EventOrder;
import warren.faults.check.Registers;
import warren.faults.check.Repetitions;
import warren.faults.check.Storage;
import warren.faults.check.Violation;
import warren.faults.history.Entry;
import warren.faults.history.Event;

/** Compares the callers' history with the database and the events. */
final class Verdict {
  private static final Map<String, String> EVENT_TYPES =
      Map.of(
          "account.created", "RequestAccountCreate",
          "account.updated", "UpdateAccount",
          "account.banned", "RequestBanUser",
          "account.unbanned", "RequestUnbanUser",
          "account.flagged", "RequestFlagUser",
          "account.unflagged", "RequestUnflagUser");

  private Verdict() {}

  static List<Violation> of(List<Entry> entries, List<Event> events, Storage storage)
      throws SQLException {
    List<Violation> violations = new ArrayList<>();
    violations.addAll(Effects.check(entries, "audit entries", storage.auditEntries()));
    violations.addAll(Effects.check(entries, "events", count(events, storage.usernames())));
    violations.addAll(
        Effects.checkEach(entries, "RequestAccountCreate", "accounts", storage.accounts()));
    violations.addAll(Effects.checkEach(entries, "RequestBanUser", "bans", storage.bans()));
    violations.addAll(Effects.checkEach(entries, "RequestFlagUser", "flags", storage.flags()));
    violations.addAll(Repetitions.check(entries));
    violations.addAll(EventOrder.check(entries, events));
    violations.addAll(Registers.check(entries, storage.states()));
    return violations;
  }

  private static Map<String, Integer> count(List<Event> events, Map<String, String> usernames) {
    Map<String, Integer> counts = new HashMap<>();
    for (var event : events) {
      var operation = EVENT_TYPES.get(event.type());
      var username = usernames.get(event.subject());
      if (operation != null && username != null) {
        counts.merge(Effects.key(username, operation), 1, Integer::sum);
      }
    }
    return counts;
  }
}
