package warren.service.amqp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private static final Logger log = LoggerFactory.getLogger(PendingBytes.class);

  /** A body, and the token and the properties of its request. */
  private static final int MAX_REQUEST = Headers.MAX_BODY_BYTES + Headers.MAX_TOKEN_BYTES + 4096;

  private PendingBytes() {}

  /** The settings, with smaller numbers if requests of the maximum size need too much memory. */
  static Settings.Bulkheads bound(Settings.Bulkheads settings, long heap) {
    var requests = (int) Math.min(Integer.MAX_VALUE, heap / 3 / MAX_REQUEST);
    var hashWaiting = atMost(settings.hashWaiting(), requests / 2);
    var queues = Catalogue.OPERATIONS.size();
    var prefetch = atMost(settings.prefetch(), (requests - hashWaiting) / queues);
    if (hashWaiting != settings.hashWaiting() || prefetch != settings.prefetch()) {
      log.info(
          "the heap has space for a prefetch of {} and {} requests that wait for hashing",
          prefetch,
          hashWaiting);
    }
    return new Settings.Bulkheads(
        settings.hashThreads(),
        hashWaiting,
        settings.loginQueueTime(),
        settings.lookupThreads(),
        settings.threads(),
        prefetch);
  }

  private static int atMost(int setting, int max) {
    return Math.max(1, Math.min(setting, max));
  }
}
