package warren.faults.injection;

import java.util.Random;

/** A failure of one component. Used by one thread. */
public interface Fault {
  /** The name in the table, such as {@code service: kill -9}. */
  String name();

  /**
   * Causes the failure.
   *
   * @param random selects the component and other details
   */
  void inject(Random random) throws Exception;

  /** Ends the failure as an operator or a supervisor would. */
  void cure() throws Exception;

  /** Restores the state before the failure, after callers have recovered. */
  default void restore() throws Exception {}

  /** The time in milliseconds between injection and cure. */
  default int milliseconds(Random random) {
    return random.nextInt(500, 4000);
  }
}
