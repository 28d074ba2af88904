package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.auth0.jwt.JWT;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestServers;
import warren.service.support.TestService;

class SigningKeysIT {
  /** A process whose clock is behind that of the process that created the keys. */
  @Test
  void theFirstKeySignsIfAllKeysBeginLater() throws Exception {
    var place = TestServers.take();
    try (var maker = TestService.start(place, Map.of())) {
      new Rows(maker).change("update signing_key set signs_from = signs_from - interval '30 days'");
    }
    try (var maker = TestService.start(place, Map.of())) {
      var rows = new Rows(maker);
      assertEquals(2, rows.count("signing_key"));
      rows.change("update signing_key set signs_from = signs_from + interval '31 days'");
    }
    try (var behind = TestService.start(place, Map.of())) {
      var first =
          new Rows(behind)
              .one(String.class, "select kid from signing_key order by signs_from limit 1");
      assertEquals(first, JWT.decode(behind.adminToken()).getKeyId());
      assertEquals(2, new Rows(behind).count("signing_key where signs_from > now()"));
    }
  }
}
