package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Any text is either an address with a route or not an address. */
class DirectAddressFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void everyNameHasARouteOrNone(byte[] name) {
    assertRead(new String(name, StandardCharsets.UTF_8));
    assertRead(DirectAddress.PREFIX + "." + Base64.getEncoder().encodeToString(name) + ".a2V5");
  }

  private static void assertRead(String name) {
    DirectAddress.route(name)
        .ifPresent(route -> assertTrue(name.startsWith(DirectAddress.PREFIX), route));
  }
}
