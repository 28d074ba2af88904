package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertUnauthenticated;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.BlockedStatements;
import warren.service.support.Rows;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** RequestAccountPasswordUpdate of an account that is erased at the same moment. */
class PasswordUpdateDuringErasureIT {
  @Test
  void anAccountErasedAfterTheTokenLookupIsUnknown() throws Exception {
    var place = TestServers.take();
    try (var statements = new BlockedStatements(place);
        var service = TestService.start(place, Map.of("WARREN_DB_URL", statements.url()))) {
      var rows = new Rows(service);
      service.account("ada");
      var token = service.token("ada", TestService.PASSWORD);
      var client = service.client();
      try (var look = statements.next(text -> text.contains("password_hash, password_version"))) {
        client.publish(
            "RequestAccountPasswordUpdate",
            client.properties().headers(Map.of("jwt", token)).build(),
            new ObjectMapper()
                .writeValueAsBytes(
                    Map.of(
                        "old_password", TestService.PASSWORD, "new_password", "a new long one")));
        look.await();
        rows.erase("ada");
      }
      assertUnauthenticated(client.next());
      assertEquals(1, rows.count("account where erased_at is not null"));
    }
  }
}
