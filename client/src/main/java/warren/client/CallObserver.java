package warren.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of the end of each call, for metrics. It runs on the thread that waited, or on one
 * that continues asynchronous calls; so it should return quickly, and must be thread-safe.
 */
@FunctionalInterface
public interface CallObserver {
  /**
   * A call has ended.
   *
   * @param operation the name of the operation
   * @param status the {@code status_code} of the reply; 0 without a reply
   * @param noReply the reason for a missing reply; null with a reply
   * @param duration the time from the call to its end
   */
  void ended(
      String operation, int status, NoReplyException.@Nullable Reason noReply, Duration duration);
}
