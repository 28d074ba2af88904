package warren.service.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import warren.service.config.Settings;
import warren.service.store.Store;
import warren.service.support.Await;
import warren.service.support.LogCapture;
import warren.service.support.TestServers;
import warren.service.support.TestService;

class JanitorErrorIT {
  @Test
  void theJanitorContinuesAfterAnError() throws Exception {
    var settings = Settings.of(TestService.settings(TestServers.take(), Map.of()));
    var tries = new AtomicInteger();
    var done = new CountDownLatch(2);
    try (var lines = new LogCapture();
        var store = new Store(settings.database(), Clock.systemUTC())) {
      var janitor = new Janitor(store, Duration.ofMillis(10), () -> fail(tries), done::countDown);
      try (janitor) {
        Await.until("it has cleaned up twice", () -> done.getCount() == 0);
      }
      assertEquals(1, lines.count(Level.ERROR));
    }
  }

  private static void fail(AtomicInteger tries) {
    if (tries.incrementAndGet() == 1) {
      throw new NoClassDefFoundError("gone");
    }
  }
}
