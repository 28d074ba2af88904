package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.json;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

@WarrenTest
class UsernameIT {
  private final TestService service;
  private final Rows rows;

  UsernameIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private Reply usernameOf(Object id) throws Exception {
    return service.client().call("RequestUsername", Map.of("user_id", id));
  }

  private static void assertUnknown(Reply reply) throws Exception {
    assertRefused(404, "unknown_account", "There is no such account.", reply);
  }

  @Test
  void anyoneReadsTheUsernameAsEntered() throws Exception {
    var id = service.account("Grace Höpper ＆ Co");
    assertEquals(json("{data: {username: 'Grace Höpper ＆ Co'}}"), usernameOf(id).body());
    assertEquals(200, usernameOf(id.toUpperCase(Locale.ROOT)).status());
    assertEquals("ReturnUsername", usernameOf(id).properties().getType());
  }

  @Test
  void bannedAndDisabledAccountsHaveAUsername() throws Exception {
    var id = service.account("bob");
    rows.ban("bob", "null");
    rows.change("update account set enabled = false where username = 'bob'");
    assertEquals(json("{data: {username: 'bob'}}"), usernameOf(id).body());
  }

  @Test
  void anErasedAndANonexistentAccountAreBothUnknown() throws Exception {
    var id = service.account("carol");
    rows.erase("carol");
    assertUnknown(usernameOf(id));
    assertUnknown(usernameOf(UUID.randomUUID()));
    assertUnknown(usernameOf(new UUID(0, 0)));
  }

  @Test
  void anErasedAccountsNameCanBeReusedAndItsIdRemainsUnknown() throws Exception {
    var dead = service.account("dave");
    rows.erase("dave");
    var id = service.account("Dave");
    assertEquals(json("{data: {username: 'Dave'}}"), usernameOf(id).body());
    assertUnknown(usernameOf(dead));
  }
}
