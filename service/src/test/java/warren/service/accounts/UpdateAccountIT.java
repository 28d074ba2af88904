package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** UpdateAccount: the changes that it makes. */
@WarrenTest
class UpdateAccountIT {
  private final AccountUpdates updates;

  UpdateAccountIT(TestService service, Rows rows) throws Exception {
    this.updates = new AccountUpdates(service, rows);
  }

  @Test
  void aChangeIsConfirmedWithNameAddressAndTimeAndShownFromThenOn() throws Exception {
    var before = Instant.parse(updates.own(updates.token).get("updated_at").textValue());
    var reply =
        updates.update(
            json(
                """
                {username: 'Ada King', user_email: 'King@Example.org',
                 first_name: 'Ada', last_name: 'King-Noel'}
                """),
            updates.token);
    var updatedAt = Instant.parse(reply.data().path("updated_at").asText());
    assertEquals(
        json(
            "{data: {username: 'Ada King', user_email: 'King@Example.org', updated_at: '%s'}}",
            updatedAt),
        reply.body());
    assertEquals("ConfirmAccountUpdate", reply.properties().getType());
    assertTrue(updatedAt.isAfter(before), () -> before + " and " + updatedAt);
    assertEquals(json("'%s'", updatedAt), updates.own(updates.token).get("updated_at"));
    updates.assertShown(
        """
        {username: 'Ada King', user_email: 'King@Example.org',
         first_name: 'Ada', last_name: 'King-Noel'}
        """,
        updates.token);
  }

  @Test
  void absentFieldsAreUnchanged() throws Exception {
    updates.update(json("{}"), updates.token).data();
    updates.assertAsMade(updates.token);
    updates.update(json("{last_name: 'King'}"), updates.token).data();
    updates.assertShown(
        "{username: 'Ada', user_email: 'ada@example.org', first_name: 'Augusta', last_name: 'King'}",
        updates.token);
    updates.update(json("{first_name: 'Ada'}"), updates.token).data();
    updates.assertShown(
        "{username: 'Ada', user_email: 'ada@example.org', first_name: 'Ada', last_name: 'King'}",
        updates.token);
    updates.update(json("{user_email: 'ada@king.org'}"), updates.token).data();
    updates.assertShown(
        "{username: 'Ada', user_email: 'ada@king.org', first_name: 'Ada', last_name: 'King'}",
        updates.token);
    updates.update(json("{username: 'countess'}"), updates.token).data();
    updates.assertShown(
        "{username: 'countess', user_email: 'ada@king.org', first_name: 'Ada', last_name: 'King'}",
        updates.token);
  }

  @Test
  void theCurrentValuesAreAccepted() throws Exception {
    var old = json("{username: 'Ada', user_email: 'ada@example.org'}");
    for (var i = 0; i < 2; i++) {
      var before = Instant.parse(updates.own(updates.token).get("updated_at").textValue());
      var data = updates.update(old, updates.token).data();
      assertTrue(Instant.parse(data.get("updated_at").textValue()).isAfter(before));
      updates.assertAsMade(updates.token);
    }
  }

  @Test
  void nullClearsAllButTheUsername() throws Exception {
    var reply =
        updates.update(
            json("{username: null, user_email: null, first_name: null, last_name: null}"),
            updates.token);
    assertEquals(
        json(
            "{data: {username: 'Ada', user_email: null, updated_at: '%s'}}",
            reply.data().path("updated_at").asText()),
        reply.body());
    updates.assertShown(
        "{username: 'Ada', user_email: null, first_name: null, last_name: null}", updates.token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_email", "first_name", "last_name"})
  void aFieldIsClearedByItself(String field) throws Exception {
    updates.update(json("{%s: null}", field), updates.token).data();
    var made =
        json(
            """
            {username: 'Ada', user_email: 'ada@example.org',
             first_name: 'Augusta', last_name: 'Byron'}
            """);
    updates.assertShown(((ObjectNode) made).putNull(field).toString(), updates.token);
  }

  @Test
  void textIsComposed() throws Exception {
    var data =
        updates
            .update(
                json(
                    """
                    {username: 'Zoe\u0301', user_email: 'zoe\u0301@example.org',
                     first_name: 'Zoe\u0301', last_name: 'A\u030a'}
                    """),
                updates.token)
            .data();
    assertEquals("Zo\u00e9", data.get("username").textValue());
    assertEquals("zo\u00e9@example.org", data.get("user_email").textValue());
    updates.assertShown(
        """
        {username: 'Zo\u00e9', user_email: 'zo\u00e9@example.org',
         first_name: 'Zo\u00e9', last_name: '\u00c5'}
        """,
        updates.token);
  }

  @Test
  void theNewNameLogsInAndTheOldOneDoesNot() throws Exception {
    updates.update(json("{username: 'countess'}"), updates.token).data();
    assertEquals(200, updates.login("Countess").status());
    assertBadCredentials(updates.login("ada"));
    assertEquals("countess", updates.own(updates.token).get("username").textValue());
  }
}
