package warren.service.rpc;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/** How a failure becomes a refusal: the one place where exceptions end. */
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);
  private static final long RETRY_AFTER_MS = 1000;

  /** Classes of SQLSTATE that pass: connection, resources, intervention, rollback, locks. */
  private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "55");

  private Failures() {}

  static Refusal refusal(Request request, Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return refused.refusal();
    }
    if (isPassing(failure)) {
      log.warn("{}: the database is not available: {}", request, failure.toString());
      return ErrorCode.UNAVAILABLE.refusal().retryAfter(RETRY_AFTER_MS);
    }
    log.error("{} failed", request, failure);
    return ErrorCode.INTERNAL.refusal();
  }

  private static boolean isPassing(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException) {
        return true;
      }
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && PASSING.contains(sql.getSQLState().substring(0, 2))) {
        return true;
      }
    }
    return false;
  }
}
