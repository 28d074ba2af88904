package warren.faults.load;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import warren.faults.history.Entry;

/**
 * The end of a request: its final reply, or null if the run ended first.
 *
 * @param start the time of the first attempt
 * @param lastStart the time of the last attempt
 */
record Result(@Nullable Answer answer, long start, long lastStart, long end, int attempts) {
  static Result unknown(long start, long lastStart, int attempts) {
    return new Result(null, start, lastStart, Entry.NEVER, attempts);
  }

  boolean succeeded() {
    return answer != null && answer.succeeded();
  }

  /** Returns the data of the reply, which must exist. */
  JsonNode data() {
    return requireNonNull(answer).data();
  }

  int status() {
    return answer == null ? 0 : answer.status();
  }
}
