package warren.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each call when it has ended, for metrics. Told on the thread that waited, or on one of
 * those that continue asynchronous calls; so it should be quick, and has to be thread-safe.
 */
@FunctionalInterface
public interface CallObserver {
  /**
   * A call has ended.
   *
   * @param operation the operation's name
   * @param status the reply's {@code status_code}; 0 where none came
   * @param noReply why none came; null where one did
   * @param duration from the call to its end
   */
  void ended(
      String operation, int status, NoReplyException.@Nullable Reason noReply, Duration duration);
}
