package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.FailedLogins;
import warren.service.support.Rows;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** Broker users whose client address is trusted: failed logins are counted for it. */
class TrustedUsersIT {
  private static TestServers.Place place;

  @BeforeAll
  static void take() {
    place = TestServers.take();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "web,proxy", "Guest", "guests", "gues", "*"})
  void unlistedUsersAreNotTrusted(String trusted) throws Exception {
    assertEquals(0, failuresOfAnAddress(Map.of("WARREN_TRUSTED_USERS", trusted)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"guest", "web,guest", "guest , web"})
  void listedUsersAreTrusted(String trusted) throws Exception {
    assertEquals(1, failuresOfAnAddress(Map.of("WARREN_TRUSTED_USERS", trusted)));
  }

  @Test
  void theServicesOwnUserIsTrustedByDefault() throws Exception {
    assertEquals(1, failuresOfAnAddress(Map.of()));
  }

  /** How many of the failed logins, of which there is one, count for an address. */
  private static long failuresOfAnAddress(Map<String, String> settings) throws Exception {
    try (var service = TestService.start(place, settings)) {
      var failures = new FailedLogins(service);
      failures.forget();
      failures.addFrom("203.0.113.7", "nobody");
      assertEquals(1, failures.count());
      return new Rows(service).count("login_attempt where address_key is not null");
    }
  }
}
