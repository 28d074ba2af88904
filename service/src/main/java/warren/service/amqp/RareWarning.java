package warren.service.amqp;

import java.time.Duration;
import org.slf4j.Logger;

/**
 * A warning whose cause outsiders can repeat: logged at most ten times a minute, with the number of
 * warnings that were omitted before. Thread-safe.
 */
final class RareWarning {
  private static final int MAX_PER_MINUTE = 10;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final String text;
  private long minuteStart = System.nanoTime();
  private int logged;
  private long omitted;

  /**
   * Creates a warning.
   *
   * @param text contains a placeholder for the subject
   */
  RareWarning(Logger log, String text) {
    this.log = log;
    this.text = text;
  }

  synchronized void log(Object subject) {
    if (System.nanoTime() - minuteStart > MINUTE) {
      minuteStart = System.nanoTime();
      logged = 0;
    }
    if (logged++ < MAX_PER_MINUTE) {
      log.warn(omitted == 0 ? text : text + " ({} more before)", subject, omitted);
      omitted = 0;
    } else {
      omitted++;
    }
  }
}
