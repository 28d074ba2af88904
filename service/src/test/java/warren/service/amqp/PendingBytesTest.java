package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.Headers;
import warren.contracts.catalogue.Catalogue;
import warren.service.config.Settings.Bulkheads;

class PendingBytesTest {
  private static final Duration QUEUE_TIME = Duration.ofSeconds(5);
  private static final Bulkheads SETTINGS = new Bulkheads(2, 64, QUEUE_TIME, 4, 8, 64);

  @Test
  void aLargeHeapAllowsTheWholePrefetch() {
    assertEquals(SETTINGS, PendingBytes.bound(SETTINGS, 1L << 30));
    assertEquals(SETTINGS, PendingBytes.bound(SETTINGS, Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 128, 256, 512})
  void pendingRequestsOfTheMaximumSizeNeedAtMostAThirdOfTheHeap(int mebibytes) {
    var heap = (long) mebibytes << 20;
    var bound = PendingBytes.bound(SETTINGS, heap);
    long requests = bound.hashWaiting() + (long) Catalogue.OPERATIONS.size() * bound.prefetch();
    assertEquals(64, bound.hashWaiting());
    assertTrue(bound.prefetch() < 64, bound.toString());
    assertTrue(requests * (Headers.MAX_BODY_BYTES + Headers.MAX_TOKEN_BYTES) < heap / 3);
  }

  @Test
  void theSmallestHeapAllowsOneRequestOfEachQueue() {
    var bound = PendingBytes.bound(SETTINGS, 1 << 20);
    assertEquals(new Bulkheads(2, 2, QUEUE_TIME, 4, 8, 1), bound);
  }
}
