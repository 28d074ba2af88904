package warren.service.amqp;

import warren.contracts.Headers;
import warren.contracts.catalogue.Catalogue;
import warren.service.config.Settings;

/**
 * Bounds the memory of pending requests to a third of the heap. The size of each request is
 * bounded, so the bound is a number of requests: those that wait for a hashing thread, and those
 * that the prefetch of the other queues allows. The broker delivers no further requests until some
 * have been settled.
 */
final class PendingBytes {
  /** A body, and the token and the properties of its request. */
  private static final int MAX_REQUEST = Headers.MAX_BODY_BYTES + Headers.MAX_TOKEN_BYTES + 4096;

  private PendingBytes() {}

  /** The number of requests that may wait for a hashing thread. */
  static int hashWaiting(Settings.Bulkheads settings) {
    return hashWaiting(settings, heap());
  }

  static int hashWaiting(Settings.Bulkheads settings, long heap) {
    return atMost(settings.hashWaiting(), requests(heap) / 2);
  }

  /** The prefetch of the queues of all other operations. */
  static int prefetch(Settings.Bulkheads settings) {
    return prefetch(settings, heap());
  }

  static int prefetch(Settings.Bulkheads settings, long heap) {
    var others = requests(heap) - hashWaiting(settings, heap);
    return atMost(settings.prefetch(), others / Catalogue.OPERATIONS.size());
  }

  private static int atMost(int setting, int max) {
    return Math.max(1, Math.min(setting, max));
  }

  private static int requests(long heap) {
    return (int) Math.min(Integer.MAX_VALUE, heap / 3 / MAX_REQUEST);
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory();
  }
}
