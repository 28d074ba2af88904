package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.Bodies.assertUnknownGroup;
import static warren.service.support.Bodies.assertUsernameTaken;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Refused creations, by which a sender without permission could learn what exists. */
@WarrenTest(settings = {AnonymousCreationIT.THREADS, AnonymousCreationIT.LIMIT})
class CreationProbesIT {
  private static final String CREATE = "RequestAccountCreate";
  private static final String HERE = "203.0.113.7";
  private static final int AN_HOUR = 20;

  private final TestService service;
  private final Rows rows;

  CreationProbesIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private Reply send(String operation, Map<String, ?> body) throws Exception {
    return service
        .client()
        .send(operation, service.client().propertiesFrom(HERE, null).build(), body);
  }

  @Test
  void requestsThatProbeGroupsAreCountedAndAuditedButNotHashed() throws Exception {
    var body =
        Map.of(
            "username",
            "ada",
            "password",
            TestService.PASSWORD,
            "user_email",
            "ada@example.org",
            "groups",
            List.of(999_999_999));
    service.account("bob");
    var before = service.pages().hashes();
    for (var operation : List.of(CREATE, "RequestSignUp")) {
      for (var i = 0; i < AN_HOUR / 2; i++) {
        assertUnknownGroup(send(operation, body));
      }
    }
    assertThrottled(send(CREATE, body));
    assertThrottled(send("RequestSignUp", body));
    assertEquals(before, service.pages().hashes());
    assertEquals(
        AN_HOUR,
        rows.count(
            "audit_entry where outcome = 'unknown_group' and client_address = ?::inet", HERE));
  }

  @Test
  void requestsThatProbeNamesAreAuditedButNotHashed() throws Exception {
    var ada =
        Map.of(
            "username", "ada",
            "password", TestService.PASSWORD,
            "user_email", "ada@example.org");
    send(CREATE, ada).data();
    var before = service.pages().hashes();
    assertEquals("username_taken", send(CREATE, ada).code());
    var bob = new HashMap<>(ada);
    bob.put("username", "bob");
    assertEquals("email_taken", send(CREATE, bob).code());
    assertEquals("email_taken", send("RequestSignUp", bob).code());
    bob.put("role", "admin");
    assertForbidden(send(CREATE, bob));
    assertEquals(before, service.pages().hashes());
    assertEquals(1, rows.count("audit_entry where outcome = 'username_taken'"));
    assertEquals(2, rows.count("audit_entry where outcome = 'email_taken' and actor_id is null"));
  }

  @Test
  void aRefusedCreationIsCounted() throws Exception {
    service.account("ada");
    var ada = Map.of("username", "ada", "password", TestService.PASSWORD);
    for (var i = 0; i < AN_HOUR / 2; i++) {
      assertUsernameTaken(send(CREATE, ada));
      var withRole = Map.of("username", "bob", "password", TestService.PASSWORD, "role", "admin");
      assertForbidden(send(CREATE, withRole));
    }
    assertThrottled(send(CREATE, ada));
    assertThrottled(send("RequestSignUp", ada));
  }
}
