package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Routes routes = new Routes(nanos::get);

  @Test
  void aRouteIsUnprovenUntilItIsProvenAndAfterItIsUnproven() {
    assertFalse(routes.isProven("a"));
    routes.prove("a");
    assertTrue(routes.isProven("a"));
    assertFalse(routes.isProven("b"));
    routes.unprove("a");
    assertFalse(routes.isProven("a"));
  }

  @Test
  void aRouteIsRefusedForAWhile() {
    routes.refuse("a");
    assertTrue(routes.isRefused("a"));
    assertFalse(routes.isRefused("b"));
    nanos.addAndGet(Routes.REFUSED_FOR.toNanos() - 1);
    assertTrue(routes.isRefused("a"));
    nanos.addAndGet(1);
    assertFalse(routes.isRefused("a"));
  }

  @Test
  void theLeastRecentlyUsedRouteIsForgottenFirst() {
    routes.prove("used");
    routes.prove("unused");
    for (var i = 0; i < Routes.MAX - 1; i++) {
      routes.prove("other" + i);
      assertTrue(routes.isProven("used"));
    }
    assertFalse(routes.isProven("unused"));
  }

  @Test
  void refusedRoutesAreForgottenToo() {
    routes.refuse("first");
    for (var i = 0; i < Routes.MAX; i++) {
      routes.refuse("other" + i);
    }
    assertFalse(routes.isRefused("first"));
  }
}
