package warren.faults.check;

import static warren.faults.history.Register.BAN;
import static warren.faults.history.Register.SESSION;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.faults.check.Linearizability.Operation;
import warren.faults.history.Entry;
import warren.faults.history.Register;

/** Checks that an order of the requests explains the states of accounts and sessions. */
public final class Registers {
  /** A repetition of an exchange later than 30 s after the first ends the session. */
  private static final long EXCHANGE_MICROS = 25_000_000;

  private static final String LOGOUT = "RequestInvalidateLoginToken";
  private static final String LOGIN = "RequestSession";
  private static final String REFRESH = "RequestTokenRefresh";

  private final List<Violation> violations = new ArrayList<>();

  private Registers() {}

  /**
   * Checks the registers of all accounts and sessions.
   *
   * @param states the final state of each account in the database, by its user name
   */
  public static List<Violation> check(
      List<Entry> entries, Map<String, Map<Register, String>> states) {
    var check = new Registers();
    Map<String, List<Entry>> byAccount = new HashMap<>();
    for (var entry : entries) {
      byAccount.computeIfAbsent(entry.account(), created -> new ArrayList<>()).add(entry);
    }
    states.forEach(
        (account, state) ->
            check.account(account, byAccount.getOrDefault(account, List.of()), state));
    return check.violations;
  }

  private void account(String account, List<Entry> entries, Map<Register, String> state) {
    state.forEach((register, last) -> register(account, register, entries, last));
    for (var entry : entries) {
      if (entry.operation().equals(LOGIN) && entry.session() != null) {
        session(entry, entries);
      }
    }
  }

  private void register(String account, Register register, List<Entry> entries, String last) {
    List<Operation> operations = new ArrayList<>();
    var end = 0L;
    for (var entry : entries) {
      var value = entry.values().get(register);
      if (value != null && !entry.repetition()) {
        add(operations, entry, register, value);
        end = Math.max(end, entry.end() == Entry.NEVER ? entry.lastStart() : entry.end());
      }
    }
    operations.add(Operation.read(end + 1, end + 2, last));
    report(register + " of " + account, initial(register, account), operations);
  }

  private static void add(
      List<Operation> operations, Entry entry, Register register, String value) {
    if (entry.write() && register != Register.USERNAME) {
      addWrite(operations, entry, value);
    } else if (!entry.isUnknown()) {
      operations.add(Operation.read(entry.lastStart(), entry.end(), value));
    }
  }

  private static void addWrite(List<Operation> operations, Entry entry, String value) {
    if (entry.isUnknown()) {
      operations.add(Operation.possibleWrite(entry.start(), value));
    } else if (entry.succeeded()) {
      operations.add(Operation.write(entry.start(), entry.end(), value));
    }
  }

  private static String initial(Register register, String account) {
    return switch (register) {
      case USERNAME -> account;
      case NAME -> "null";
      case FLAG, BAN -> "false";
      case SESSION -> "true";
    };
  }

  /** A session begins active and is ended by a logout or by a ban of its account. */
  private void session(Entry login, List<Entry> entries) {
    List<Operation> operations = new ArrayList<>();
    for (var entry : entries) {
      var ban = entry.values().get(BAN);
      if (login.session() != null && login.session().equals(entry.session())) {
        addOfSession(operations, entry);
      } else if (entry.write() && "true".equals(ban) && !entry.repetition()) {
        addBan(operations, entry, login);
      }
    }
    report("session " + login.session() + " of " + login.account(), "true", operations);
  }

  private static void addOfSession(List<Operation> operations, Entry entry) {
    var value = entry.values().get(SESSION);
    if (value == null) {
      return;
    }
    if (entry.operation().equals(LOGOUT)) {
      addWrite(operations, entry, value);
    } else if (isLateExchange(entry)) {
      operations.add(Operation.possibleWrite(entry.start(), "false"));
    } else if (!entry.isUnknown()) {
      // a repeated write gets the stored reply of its first attempt, also after the session's end
      var stored = entry.write() && entry.succeeded();
      var start = stored ? entry.start() : entry.lastStart();
      operations.add(Operation.read(start, entry.end(), value));
    }
  }

  private static boolean isLateExchange(Entry entry) {
    return entry.operation().equals(REFRESH)
        && entry.attempts() > 1
        && entry.end() - entry.start() > EXCHANGE_MICROS;
  }

  private static void addBan(List<Operation> operations, Entry ban, Entry login) {
    if (ban.succeeded() && ban.start() > login.end()) {
      operations.add(Operation.write(ban.start(), ban.end(), "false"));
    } else if (ban.isUnknown() || ban.end() > login.lastStart()) {
      operations.add(Operation.possibleWrite(ban.start(), "false"));
    }
  }

  private void report(String register, String initial, List<Operation> operations) {
    Linearizability.violation(initial, operations)
        .ifPresent(
            operation ->
                violations.add(
                    Violation.wrong(
                        "No order of the requests explains %s: %s %s from %.6f s to %.6f s."
                            .formatted(
                                register,
                                operation.write() ? "write of" : "read of",
                                operation.value(),
                                operation.start() / 1e6,
                                operation.end() / 1e6),
                        operation.start())));
  }
}
