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

/** Converts the failure of any request to a refusal. */
final class FailureMapper {
  private static final Logger log = LoggerFactory.getLogger(FailureMapper.class);
  private static final long RETRY_AFTER_MS = 1000;

  /** A limit, because the chain of causes can be circular. */
  private static final int MAX_CAUSES = 32;

  /**
   * Classes of SQLSTATE that are transient: connection, resources, operator intervention, rollback,
   * locks.
   */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "53", "57", "40", "55");

  /** A write on a connection to a former primary, during a failover. */
  private static final String READ_ONLY = "25006";

  private FailureMapper() {}

  static Refusal refusal(Request request, Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return refused.refusal();
    }
    if (isTransient(failure)) {
      log.warn("{}: the database is not available: {}", request, failure.toString());
      return ErrorCode.UNAVAILABLE.refusal().retryAfter(RETRY_AFTER_MS);
    }
    log.error("{} failed", request, failure);
    return ErrorCode.INTERNAL.refusal();
  }

  private static boolean isTransient(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .anyMatch(FailureMapper::isTransientCause);
  }

  private static boolean isTransientCause(Throwable cause) {
    return cause instanceof SQLTransientException
        || (cause instanceof SQLException sql && hasTransientClass(sql.getSQLState()));
  }

  /** The driver has exceptions with an empty state. */
  private static boolean hasTransientClass(@Nullable String state) {
    return READ_ONLY.equals(state)
        || (state != null && TRANSIENT_CLASSES.stream().anyMatch(state::startsWith));
  }
}
