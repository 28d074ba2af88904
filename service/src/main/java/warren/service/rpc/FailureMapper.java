package warren.service.rpc;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/** How a failure becomes a refusal: the one place where exceptions end. */
final class FailureMapper {
  private static final Logger log = LoggerFactory.getLogger(FailureMapper.class);
  private static final long RETRY_AFTER_MS = 1000;

  /** Causes can go round in circles. */
  private static final int MAX_CAUSES = 32;

  /** Classes of SQLSTATE that pass: connection, resources, intervention, rollback, locks. */
  private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "55");

  private FailureMapper() {}

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
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .anyMatch(FailureMapper::passes);
  }

  private static boolean passes(Throwable cause) {
    return cause instanceof SQLTransientException
        || (cause instanceof SQLException sql && isOfPassingClass(sql.getSQLState()));
  }

  /** The driver knows states that are empty. */
  private static boolean isOfPassingClass(@Nullable String state) {
    return state != null && PASSING.stream().anyMatch(state::startsWith);
  }
}
