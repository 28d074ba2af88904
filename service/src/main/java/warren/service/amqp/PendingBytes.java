package warren.service.amqp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.Headers;
import warren.contracts.catalogue.Catalogue;
import warren.service.config.Settings;

/**
 * Bounds the memory of pending requests to a third of the heap. The size of each request is
 * bounded, so the bound is a number of requests, which the prefetch of each queue enforces: the
 * broker delivers no further requests until some have been settled.
 */
final class PendingBytes {
  private static final Logger log = LoggerFactory.getLogger(PendingBytes.class);

  /** A body, and the token and the properties of its request. */
  private static final int MAX_REQUEST = Headers.MAX_BODY_BYTES + Headers.MAX_TOKEN_BYTES + 4096;

  private PendingBytes() {}

  /** The settings, with a smaller prefetch if requests of the maximum size need too much memory. */
  static Settings.Bulkheads bound(Settings.Bulkheads settings, long heap) {
    var max = maxPrefetch(heap);
    if (settings.prefetch() > max || settings.hashPrefetch() > max) {
      log.info("prefetch: at most {} requests of each queue, because of the size of the heap", max);
    }
    return new Settings.Bulkheads(
        settings.hashThreads(),
        Math.min(settings.hashPrefetch(), max),
        settings.hashWaiting(),
        settings.lookupThreads(),
        settings.threads(),
        Math.min(settings.prefetch(), max));
  }

  private static int maxPrefetch(long heap) {
    var requests = heap / 3 / MAX_REQUEST;
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, requests / Catalogue.OPERATIONS.size()));
  }
}
