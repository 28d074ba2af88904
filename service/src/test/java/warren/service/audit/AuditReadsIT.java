package warren.service.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnknownAccount;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The audit entries of reads of other people's personal data. */
@WarrenTest
class AuditReadsIT {
  /** All operations whose reads are recorded. */
  static final Set<String> RECORDED =
      Set.of(
          "RequestAccountData",
          "RequestAllAccounts",
          "RequestBanHistory",
          "RequestAllFlagged",
          "RequestAuditLog");

  private static final String ADDRESS = "192.0.2.7";

  private final TestService service;
  private final Rows rows;
  private final AuditEntries entries;
  private final String ada;
  private final String boss;
  private final String admin;

  AuditReadsIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.entries = new AuditEntries(service);
    this.ada = service.account("ada");
    this.boss = rows.account("admin").toString();
    this.admin = service.adminToken();
  }

  @BeforeEach
  void forget() {
    entries.forget();
  }

  private void assertRecorded(String operation, Map<String, ?> body, String account)
      throws Exception {
    entries.forget();
    var properties = service.client().propertiesFrom(ADDRESS, admin).build();
    var reply = service.client().send(operation, properties, body);
    reply.data();
    entries.assertOneFrom(ADDRESS, true, operation, "ok", boss, account, reply);
  }

  @Test
  void readingAnotherAccountRecordsIt() throws Exception {
    assertRecorded("RequestAccountData", Map.of("user_id", ada), ada);
    var number = rows.one(Long.class, "select number from account where username = 'ada'");
    assertRecorded("RequestAccountData", Map.of("number", number), ada);
    assertRecorded("RequestBanHistory", Map.of("user_id", ada), ada);
    assertRecorded("RequestAuditLog", Map.of("user_id", ada), ada);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RequestAllAccounts", "RequestAllFlagged", "RequestAuditLog"})
  void readingAListRecordsIt(String operation) throws Exception {
    entries.forget();
    var reply = service.client().call(operation, Map.of(), admin);
    reply.data();
    entries.assertOne(operation, "ok", boss, null, reply);
  }

  @Test
  void readingOnesOwnAccountIsNotRecorded() throws Exception {
    var number = rows.one(Long.class, "select number from account where username = 'admin'");
    for (Map<String, ?> own :
        List.of(Map.<String, Object>of(), Map.of("user_id", boss), Map.of("number", number))) {
      service.client().call("RequestAccountData", own, admin).data();
    }
    service.client().call("RequestBanHistory", Map.of("user_id", boss), admin).data();
    entries.assertNoEntry();
  }

  @Test
  void aRefusedReadIsNotRecorded() throws Exception {
    var unknown = Map.of("user_id", UUID.randomUUID());
    assertUnknownAccount(service.client().call("RequestAccountData", unknown, admin));
    var token = service.token("ada", TestService.PASSWORD);
    entries.forget();
    assertForbidden(service.client().call("RequestAccountData", Map.of("user_id", boss), token));
    entries.assertNoEntry();
  }

  @Test
  void eachOfSimultaneousReadsIsRecorded() throws Exception {
    var reads = 200;
    List<String> ids = new ArrayList<>();
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      for (var i = 0; i < reads; i++) {
        ids.add(caller.send("RequestAccountData", Map.of("user_id", ada), admin));
        caller.send("RequestAccountData", Map.of(), admin);
      }
      caller.awaitReplies(ids);
      assertEquals(Map.of("200", (long) reads), caller.outcomes(ids));
    }
    assertEquals(
        ids.stream().sorted().toList(),
        rows.all(String.class, "select correlation_id from audit_entry").stream()
            .sorted()
            .toList());
  }

  @Test
  void aReadThatCannotBeRecordedIsRefused() throws Exception {
    rows.failCommitsOf("audit_entry");
    try {
      for (var operation : List.of("RequestAccountData", "RequestBanHistory")) {
        assertRefused(
            500,
            "internal",
            "The service failed on this request.",
            service.client().call(operation, Map.of("user_id", ada), admin));
      }
      assertNotNull(service.client().call("RequestAccountData", Map.of(), admin).data());
    } finally {
      rows.stopFailing();
    }
  }
}
