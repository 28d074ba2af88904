package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import warren.service.support.TestService;

/** Logins of ada with the right password, all sent at once. */
final class ManyLogins {
  private static final int AT_ONCE = 32;

  private final TestService service;

  ManyLogins(TestService service) {
    this.service = service;
  }

  private static byte[] rightLogin() {
    return "{\"username\": \"ada\", \"password\": \"%s\"}"
        .formatted(TestService.PASSWORD)
        .getBytes(StandardCharsets.UTF_8);
  }

  void assertAllPass() throws Exception {
    for (int i = 0; i < AT_ONCE; i++) {
      service
          .client()
          .publish("RequestLoginToken", service.client().properties().build(), rightLogin());
    }
    List<Integer> statuses = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      var reply = service.client().next();
      statuses.add(reply.status());
      tokens.add(reply.body().path("data").asText());
    }
    assertEquals(Collections.nCopies(AT_ONCE, 200), statuses);
    for (var token : tokens) {
      service.client().call("RequestAccountData", Map.of(), token).data();
    }
    assertEquals(AT_ONCE, tokens.stream().distinct().count());
  }
}
