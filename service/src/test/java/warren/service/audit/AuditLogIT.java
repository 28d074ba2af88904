package warren.service.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Reading the audit log. */
@WarrenTest(settings = "WARREN_AUDIT_READS=false")
class AuditLogIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;

  AuditLogIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
  }

  @BeforeEach
  void empty() {
    rows.change("delete from audit_entry");
  }

  private Reply read(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAuditLog", body, admin);
  }

  private List<JsonNode> entries(Map<String, ?> body) throws Exception {
    List<JsonNode> entries = new ArrayList<>();
    read(body).data().get("entries").forEach(entries::add);
    return entries;
  }

  private List<String> operations(Map<String, ?> body) throws Exception {
    return entries(body).stream().map(entry -> entry.get("operation").textValue()).toList();
  }

  @Test
  void anEntryContainsActorOperationAccountAndOutcome() throws Exception {
    var ada = service.account("ada");
    var properties =
        service.client().properties().headers(Map.of("jwt", admin, "client_ip", "192.0.2.7"));
    var body = "{\"user_id\": \"%s\"}".formatted(ada);
    service.client().send("RequestFlagUser", properties.correlationId("7f3c").build(), body).data();

    var data = read(Map.of()).data();
    assertEquals(2, data.get("entries").size());
    assertTrue(data.get("next").isNull());
    var entry = data.get("entries").get(0);
    Instant.parse(entry.get("at").textValue());
    assertEquals(
        json(
            """
            {at: '%s', operation: 'RequestFlagUser', outcome: 'ok',
             actor: '%s', actor_username: 'admin', account: '%s', account_username: 'ada',
             unknown_name: null, client_address: '192.0.2.7', client_address_trusted: false,
             correlation_id: '7f3c'}
            """,
            entry.get("at").textValue(), rows.account("admin"), ada),
        entry);
    assertEquals("RequestAccountCreate", data.get("entries").get(1).get("operation").textValue());
    assertTrue(data.get("entries").get(1).get("actor").isNull());
    assertTrue(data.get("entries").get(1).get("actor_username").isNull());
  }

  @Test
  void aUserNameIsTheCurrentOneAndNullOnceTheAccountIsDeleted() throws Exception {
    var ada = service.account("ada");
    rows.change("update account set username = 'Countess' where username = 'ada'");
    assertEquals("Countess", entries(Map.of()).get(0).get("account_username").textValue());
    service.client().call("RequestAccountDelete", Map.of("user_id", ada), admin).data();
    for (var entry : entries(Map.of("user_id", ada))) {
      assertEquals(ada, entry.get("account").textValue());
      assertTrue(entry.get("account_username").isNull(), entry.toString());
    }
  }

  @Test
  void anUnknownNameIsADigestThatIsTheSameForTheSameName() throws Exception {
    for (var name : List.of("hunter2", "HUNTER2", "hunter3")) {
      service
          .client()
          .call("RequestLoginToken", Map.of("username", name, "password", "not the password"));
    }
    var entries = entries(Map.of());
    assertEquals("bad_credentials", entries.get(0).get("outcome").textValue());
    assertTrue(entries.get(0).get("account").isNull());
    List<String> digests =
        entries.stream().map(entry -> entry.get("unknown_name").textValue()).toList();
    assertTrue(digests.get(0).matches("[0-9a-f]{64}"));
    assertEquals(digests.get(1), digests.get(2));
    assertEquals(2, digests.stream().distinct().count());
  }

  @Test
  void entriesAreFoundByAccountByOperationAndByTime() throws Exception {
    var ada = service.account("ada");
    service.account("bob");
    service.token("ada", TestService.PASSWORD);
    assertEquals(
        List.of("RequestLoginToken", "RequestAccountCreate"), operations(Map.of("user_id", ada)));
    assertEquals(2, entries(Map.of("operation", "RequestAccountCreate")).size());
    assertEquals(1, entries(Map.of("operation", "RequestAccountCreate", "user_id", ada)).size());
    assertEquals(List.of(), entries(Map.of("user_id", UUID.randomUUID())));
    assertEquals(List.of(), entries(Map.of("operation", "RequestNothing")));

    var newest = entries(Map.of()).get(0).get("at").textValue();
    assertEquals(List.of("RequestLoginToken"), operations(Map.of("since", newest)));
    assertEquals(List.of(), entries(Map.of("since", "2999-01-01T00:00:00Z")));
  }

  @Test
  void pagesAreNewestFirstAndCompleteDuringWrites() throws Exception {
    List<String> expected = new ArrayList<>();
    for (var i = 0; i < 7; i++) {
      expected.add(0, service.account("user" + i));
    }
    List<String> seen = new ArrayList<>();
    Map<String, Object> body = new HashMap<>(Map.of("limit", 2));
    JsonNode next;
    do {
      var data = read(body).data();
      data.get("entries").forEach(entry -> seen.add(entry.get("account").textValue()));
      next = data.get("next");
      body.put("after", next.textValue());
      service.account("later" + seen.size());
    } while (!next.isNull());
    assertEquals(expected, seen);
  }

  @Test
  void readingTheAuditLogRequiresItsPermission() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    assertForbidden(service.client().call("RequestAuditLog", Map.of(), token));
    rows.give("ada", "moderator");
    assertForbidden(service.client().call("RequestAuditLog", Map.of(), token));
    rows.role("auditor", 0, "CAN_READ_AUDIT");
    rows.give("ada", "auditor");
    assertEquals(200, service.client().call("RequestAuditLog", Map.of(), token).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%%", "MjAyNi0wMS0zMVQxMjowMDowMFo"})
  void anUnreadableCursorIsRefused(String after) throws Exception {
    assertInvalidFields("{after: ['is not a valid cursor']}", read(Map.of("after", after)));
  }
}
