package warren.service.access;

import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.UuidText;
import warren.service.identity.NameKey;

/** Rules for the names of roles, permissions and groups. */
final class NameRules {
  private static final Pattern NUMBER_OR_ID = Pattern.compile("-?\\d+|" + UuidText.REGEX);

  private static final String UNIQUE_VIOLATION = "23505";

  private NameRules() {}

  /** Refuses a name without a visible character; null is accepted. */
  static void requireVisible(@Nullable String name) {
    if (name != null) {
      NameKey.requireVisible("name", name);
    }
  }

  /**
   * Refuses in addition a name that looks like an id or a level, because requests refer to roles
   * and permissions by either. Null is accepted.
   */
  static void requireNotAnId(@Nullable String name) {
    requireVisible(name);
    if (name != null && NUMBER_OR_ID.matcher(NameKey.of(name)).matches()) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, "name", "must not be a number or an id"));
    }
  }

  /** Runs a statement that sets a unique name. Refused with {@code name_taken}. */
  static <T> T refusingTaken(Supplier<T> statement) {
    try {
      return statement.get();
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException cause
          && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
        throw new RefusedException(Refusal.ofField(ErrorCode.NAME_TAKEN, "name", "is taken"));
      }
      throw e;
    }
  }

  /** The key of a text, null for null. */
  static @Nullable String keyOf(@Nullable String text) {
    return text == null ? null : NameKey.of(text);
  }
}
