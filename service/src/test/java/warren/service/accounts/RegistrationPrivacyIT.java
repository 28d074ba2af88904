package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static warren.service.support.Bodies.assertFieldsRefused;
import static warren.service.support.Bodies.assertUsernameTaken;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** A stranger does not learn whether an e-mail address is taken. */
@WarrenTest(
    settings = {"WARREN_REGISTRATION_PRIVACY=on", "WARREN_EVENTS_EXCHANGE=registration.events"})
class RegistrationPrivacyIT {
  private static final String CREATE = "RequestAccountCreate";
  private static final String SIGN_UP = "RequestSignUp";

  private final TestService service;
  private final Rows rows;
  private UUID ada = new UUID(0, 0);

  RegistrationPrivacyIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void adaHasAnAddress() throws Exception {
    var created = service.client().call(CREATE, body("ada", "ada@example.org"));
    ada = UUID.fromString(created.data().get("user-id").textValue());
    rows.change("delete from audit_entry");
  }

  private static Map<String, String> body(String username, String email) {
    return Map.of("username", username, "password", TestService.PASSWORD, "user_email", email);
  }

  private Reply send(String operation, String username, String email, @Nullable String messageId)
      throws Exception {
    var properties = service.client().properties().messageId(messageId).build();
    return service.client().send(operation, properties, body(username, email));
  }

  private Reply send(String operation, String username, String email) throws Exception {
    return send(operation, username, email, null);
  }

  private static JsonNode withoutValues(Reply reply) throws Exception {
    ObjectNode data = reply.data().deepCopy();
    UUID.fromString(data.get("user-id").textValue());
    return data.put("user-id", "").put("created_at", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATE, SIGN_UP})
  void theReplyForATakenAddressIsThatForAFreeOne(String operation) throws Exception {
    var hashes = service.pages().hashes();
    var free = send(operation, "bob", "bob@example.org");
    assertEquals(hashes + 1, service.pages().hashes());
    var taken = send(operation, "carol", "ADA@example.org");
    assertEquals(hashes + 2, service.pages().hashes());
    assertEquals(200, taken.status());
    assertEquals(withoutValues(free), withoutValues(taken));
    assertEquals(free.properties().getType(), taken.properties().getType());
    assertEquals(free.headers().keySet(), taken.headers().keySet());
    assertEquals(0, rows.count("account where username_key = 'carol'"));
    assertNotEquals(ada.toString(), taken.data().get("user-id").textValue());
  }

  @Test
  void theReplyIsStoredLikeThatOfASuccess() throws Exception {
    var first = send(SIGN_UP, "bob", "ada@example.org", "m");
    assertEquals(first.body(), send(SIGN_UP, "bob", "ada@example.org", "m").body());
    assertEquals(1, rows.count("audit_entry"));
    var again = send(SIGN_UP, "bob", "ada@example.org");
    assertNotEquals(first.data().get("user-id"), again.data().get("user-id"));
  }

  @Test
  void theAuditLogNamesTheConflictAndTheAccount() throws Exception {
    send(SIGN_UP, "bob", "ada@example.org").data();
    assertEquals(
        1,
        rows.count(
            "audit_entry where outcome = 'email_taken' and operation = ? and account_id = ?",
            SIGN_UP,
            ada));
    assertEquals(1, rows.count("audit_entry"));
  }

  @Test
  void aTakenUserNameIsReportedInEitherCase() throws Exception {
    assertUsernameTaken(send(SIGN_UP, "ada", "ada@example.org"));
    assertUsernameTaken(send(SIGN_UP, "ada", "bob@example.org"));
  }

  @Test
  void aHolderOfThePermissionIsToldThatTheAddressIsTaken() throws Exception {
    var reply = service.client().call(CREATE, body("bob", "ada@example.org"), service.adminToken());
    assertFieldsRefused(
        409, "email_taken", "This e-mail address is taken.", "{user_email: ['is taken']}", reply);
  }

  @Test
  void withTheLimitOffNoAttemptIsCounted() throws Exception {
    for (var i = 0; i <= 20; i++) {
      send(SIGN_UP, "name" + i, "name" + i + "@example.org").data();
    }
    assertEquals(0, rows.count("name_attempt"));
  }
}
