package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.Headers;
import warren.contracts.catalogue.Catalogue;
import warren.service.config.Settings;
import warren.service.support.TestServers.Place;
import warren.service.support.TestService;

class PendingBytesTest {
  private static final Settings.Bulkheads SETTINGS =
      Settings.of(
              TestService.settings(
                  new Place("amqp://broker", "jdbc:postgresql://database/warren", "me", "secret"),
                  Map.of("WARREN_HASH_WAITING", "64", "WARREN_PREFETCH", "64")))
          .bulkheads();

  private static void assertBounds(int hashWaiting, int prefetch, long heap) {
    assertEquals(hashWaiting, PendingBytes.hashWaiting(SETTINGS, heap));
    assertEquals(prefetch, PendingBytes.prefetch(SETTINGS, heap));
  }

  @Test
  void aLargeHeapAllowsTheSettings() {
    assertBounds(64, 64, 1L << 30);
    assertBounds(64, 64, Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 128, 256, 512})
  void pendingRequestsOfTheMaximumSizeNeedAtMostAThirdOfTheHeap(int mebibytes) {
    var heap = (long) mebibytes << 20;
    var prefetch = PendingBytes.prefetch(SETTINGS, heap);
    var hashWaiting = PendingBytes.hashWaiting(SETTINGS, heap);
    long requests = hashWaiting + (long) Catalogue.OPERATIONS.size() * prefetch;
    assertEquals(64, hashWaiting);
    assertTrue(prefetch < 64, "prefetch: " + prefetch);
    assertTrue(requests * (Headers.MAX_BODY_BYTES + Headers.MAX_TOKEN_BYTES) < heap / 3);
  }

  @Test
  void theSmallestHeapAllowsOneRequestOfEachQueue() {
    assertBounds(2, 1, 1 << 20);
  }
}
