package warren.service.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertUnknownGroup;
import static warren.service.support.Bodies.assertUsernameTaken;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Which refused writes are recorded. */
@WarrenTest
class AuditRefusalIT {
  private static final String CREATE = "RequestAccountCreate";
  private static final String SIGN_UP = "RequestSignUp";
  private static final String DELETE = "RequestAccountDelete";
  private static final String FLAG = "RequestFlagUser";
  private static final String RESET = "RequestAccountReset";
  private static final String UNKNOWN = "019449c5-6f00-7000-8000-000000000009";

  private final TestService service;
  private final Rows rows;
  private final AuditEntries entries;
  private final String ada;
  private final String admin;

  private String adaToken = "";
  private String adminToken = "";

  AuditRefusalIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.entries = new AuditEntries(service);
    service.account("ada of the audit");
    this.ada = rows.account("ada of the audit").toString();
    this.admin = rows.account("admin").toString();
  }

  @BeforeEach
  void logIn() throws Exception {
    adaToken = service.token("ada of the audit", TestService.PASSWORD);
    adminToken = service.adminToken();
    entries.forget();
  }

  private Reply call(String operation, Map<String, ?> body, String token) throws Exception {
    return service.client().call(operation, body, token);
  }

  private static Map<String, ?> creation(String username, List<Integer> groups) {
    return Map.of("username", username, "password", TestService.PASSWORD, "groups", groups);
  }

  @Test
  void aForbiddenWriteOnAnUnknownAccountIsRecorded() throws Exception {
    var reply = call(DELETE, Map.of("user_id", UNKNOWN), adaToken);
    assertForbidden(reply);
    entries.assertOne(DELETE, "forbidden", ada, UNKNOWN, reply);
  }

  @Test
  void aForbiddenCreationIsRecordedForAuthenticatedSendersOnly() throws Exception {
    var body = Map.of("username", "bob", "password", TestService.PASSWORD, "role", "admin");
    assertForbidden(service.client().call(CREATE, body));
    entries.assertNoEntry();
    var reply = call(CREATE, body, adaToken);
    assertForbidden(reply);
    entries.assertOne(CREATE, "forbidden", ada, null, reply);
  }

  @Test
  void aWriteForbiddenByALevelIsRecorded() throws Exception {
    rows.give("ada of the audit", "moderator");
    var reply = call(FLAG, Map.of("user_id", admin), adaToken);
    assertForbidden(reply);
    entries.assertOne(FLAG, "forbidden", ada, admin, reply);
    rows.take("ada of the audit", "moderator");
  }

  @Test
  void otherRefusalsAreNotRecorded() throws Exception {
    var weak = Map.of("username", "bob", "password", "short");
    assertEquals("weak_password", call(CREATE, weak, adminToken).code());
    for (var operation : List.of(FLAG, RESET, DELETE)) {
      var reply = call(operation, Map.of("user_id", UNKNOWN), adminToken);
      assertEquals("unknown_account", reply.code(), operation);
    }
    assertEquals("last_administrator", call(DELETE, Map.of("user_id", admin), adminToken).code());
    entries.assertNoEntry();
  }

  @Test
  void takenNamesAreRecordedWhoeverLearnsOfThem() throws Exception {
    for (var token : List.of(adminToken, adaToken)) {
      entries.forget();
      var taken = call(CREATE, creation("ADMIN", List.of()), token);
      assertUsernameTaken(taken);
      var actor = token.equals(adminToken) ? admin : ada;
      entries.assertOne(CREATE, "username_taken", actor, null, taken);
    }
  }

  @Test
  void conflictsOfAnonymousSendersAreRecorded() throws Exception {
    var taken = service.client().call(CREATE, creation("ADMIN", List.of()));
    assertUsernameTaken(taken);
    entries.assertOne(CREATE, "username_taken", null, null, taken);
    entries.forget();
    var unknown = service.client().call(SIGN_UP, creation("bob", List.of(999_999_999)));
    assertUnknownGroup(unknown);
    entries.assertOne(SIGN_UP, "unknown_group", null, null, unknown);
    entries.forget();
    var weak = Map.of("username", "bob", "password", "short");
    assertEquals("weak_password", service.client().call(CREATE, weak).code());
    entries.assertNoEntry();
  }
}
