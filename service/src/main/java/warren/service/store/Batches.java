package warren.service.store;

import java.util.function.IntSupplier;

/** Work on many rows: in small batches, each a transaction of its own. */
public final class Batches {
  /** How many rows a batch has at most. */
  public static final int SIZE = 500;

  private static final int MOST = 200;

  private Batches() {}

  /**
   * Does one batch after the other; bounded, so that the rest is for the next time.
   *
   * @param batch does one and says how many rows it had
   */
  public static void repeat(IntSupplier batch) {
    var batches = 0;
    while (batches < MOST && batch.getAsInt() == SIZE) {
      batches++;
    }
  }
}
