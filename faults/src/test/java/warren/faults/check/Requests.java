package warren.faults.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.faults.history.Entry;
import warren.faults.history.Register;

/** Entries of histories. */
final class Requests {
  static final String ACCOUNT = "account-1";

  private Requests() {}

  static Entry name(long start, long end, String value) {
    return write("UpdateAccount", start, end, Map.of(Register.NAME, value), value);
  }

  static Entry ban(long start, long end) {
    return write("RequestBanUser", start, end, Map.of(Register.BAN, "true"), "ban-" + start);
  }

  static Entry flag(long start, long end) {
    return write("RequestFlagUser", start, end, Map.of(Register.FLAG, "true"), "flag-" + start);
  }

  /** A write by a session whose last attempt got the reply. */
  static Entry repeatedName(String session, long start, long lastStart, long end, String value) {
    return new Entry(
        "UpdateAccount",
        "HTTP",
        ACCOUNT,
        session,
        true,
        Map.of(Register.SESSION, "true", Register.NAME, value),
        value,
        start,
        lastStart,
        end,
        2,
        200,
        null,
        "c-" + value,
        "null",
        false);
  }

  static Entry unknown(Entry known) {
    return new Entry(
        known.operation(),
        known.channel(),
        known.account(),
        known.session(),
        known.write(),
        known.values(),
        known.messageId(),
        known.start(),
        known.lastStart(),
        Entry.NEVER,
        known.attempts(),
        0,
        null,
        null,
        null,
        false);
  }

  static Entry repetition(Entry first, int status, String data) {
    return entry(
        first.operation(),
        null,
        true,
        Map.of(),
        first.messageId(),
        first.end() + 1,
        first.end() + 2,
        status,
        data,
        true);
  }

  static Entry login(String session, long start, long end) {
    return entry("RequestSession", session, false, Map.of(), null, start, end, 200, null, false);
  }

  static Entry logout(String session, long start, long end) {
    return entry(
        "RequestInvalidateLoginToken",
        session,
        false,
        Map.of(Register.SESSION, "false"),
        null,
        start,
        end,
        200,
        null,
        false);
  }

  static Entry status(String session, long start, long end, boolean active) {
    return entry(
        "RequestTokenStatus",
        session,
        false,
        Map.of(Register.SESSION, Boolean.toString(active)),
        null,
        start,
        end,
        200,
        null,
        false);
  }

  private static Entry write(
      String operation, long start, long end, Map<Register, String> values, String messageId) {
    return entry(operation, null, true, values, messageId, start, end, 200, "null", false);
  }

  private static Entry entry(
      String operation,
      @Nullable String session,
      boolean write,
      Map<Register, String> values,
      @Nullable String messageId,
      long start,
      long end,
      int status,
      @Nullable String data,
      boolean repetition) {
    return new Entry(
        operation,
        "AMQP",
        ACCOUNT,
        session,
        write,
        values,
        messageId,
        start,
        start,
        end,
        1,
        status,
        null,
        "c-" + messageId,
        data,
        repetition);
  }
}
