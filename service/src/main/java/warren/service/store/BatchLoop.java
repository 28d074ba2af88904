package warren.service.store;

import java.util.function.IntSupplier;

/** Processes many rows in small batches, each in its own transaction. */
public final class BatchLoop {
  /** The maximum number of rows in a batch. */
  public static final int BATCH_SIZE = 500;

  private static final int MAX_BATCHES = 200;

  private BatchLoop() {}

  /**
   * Runs batches until one is not full. The number of batches is limited; the remaining rows are
   * left for the next run.
   *
   * @param batch processes one batch and returns its number of rows
   */
  public static void run(IntSupplier batch) {
    var batches = 0;
    while (batches < MAX_BATCHES && batch.getAsInt() == BATCH_SIZE) {
      batches++;
    }
  }
}
