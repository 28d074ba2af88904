package warren.service.rpc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** A failure of a handler, and the status of its reply. */
enum HandlerFailure {
  RUNTIME_EXCEPTION(500) {
    @Override
    RuntimeException happen() {
      return new IllegalArgumentException(SECRET, new IllegalStateException(SECRET));
    }
  },
  ERROR(500) {
    @Override
    RuntimeException happen() {
      throw new AssertionError(SECRET);
    }
  },
  OUT_OF_MEMORY(500) {
    @Override
    RuntimeException happen() {
      throw new OutOfMemoryError(SECRET);
    }
  },
  SQL(500) {
    @Override
    RuntimeException happen() {
      return new IllegalStateException(new SQLException(SECRET, "23505"));
    }
  },
  SQL_WITHOUT_STATE(500) {
    @Override
    RuntimeException happen() {
      return new IllegalStateException(new SQLException(SECRET, ""));
    }
  },
  CONNECTION_LOST(503) {
    @Override
    RuntimeException happen() {
      return new IllegalStateException(new SQLException(SECRET, "08006"));
    }
  },
  NO_CONNECTION_FREE(503) {
    @Override
    RuntimeException happen() {
      return new IllegalStateException(new SQLTransientConnectionException(SECRET));
    }
  };

  /** A text that no reply may contain; every failure contains it. */
  static final String SECRET = "hunter2";

  private final int status;

  HandlerFailure(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Throws, or returns the exception to throw. */
  abstract RuntimeException happen();
}
