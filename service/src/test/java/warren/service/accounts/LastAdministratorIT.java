package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertLastAdministrator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** One account that can log in holds {@code admin} directly, whatever anybody asks for. */
@WarrenTest
class LastAdministratorIT {
  static final List<String> OPERATIONS =
      List.of(
          "UpdateAccountPrivileges",
          "UpdateAccountRoles",
          "RequestBanUser",
          "RequestAccountEnable",
          "RequestAccountDelete");

  private final TestService service;
  private final Rows rows;

  private UUID boss = new UUID(0, 0);
  private String token = "";

  LastAdministratorIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    rows.give("admin", "user");
    rows.take("admin", "admin");
  }

  @BeforeEach
  void makeTheOnlyAdministrator() throws Exception {
    token = service.holder("boss", "admin");
    boss = rows.account("boss");
  }

  private Reply takeAway(String operation, UUID target, String token) throws Exception {
    Map<String, Object> body = new HashMap<>(Map.of("user_id", target));
    switch (operation) {
      case "UpdateAccountPrivileges" -> body.put("new_role", "moderator");
      case "UpdateAccountRoles" -> body.put("roles", List.of("user", "moderator"));
      case "RequestBanUser" -> body.put("permanent", true);
      case "RequestAccountEnable" -> body.put("enabled", false);
      default -> {}
    }
    return service.client().call(operation, body, token);
  }

  private void assertIsTheLast(String operation, String caller) throws Exception {
    var before = rows.about(boss);
    assertLastAdministrator(takeAway(operation, boss, caller));
    assertEquals(before, rows.about(boss));
    var own = service.client().call("RequestAccountData", Map.of(), token).data();
    assertEquals("admin", own.get("role").textValue());
  }

  private UUID another() throws Exception {
    service.holder("another", "admin");
    return rows.account("another");
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void theOnlyOneCannotGo(String operation) throws Exception {
    assertIsTheLast(operation, token);
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void oneOfTwoAdministratorsCanBeRemoved(String operation) throws Exception {
    takeAway(operation, another(), token).data();
    assertIsTheLast(operation, token);
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void eachOfTwoAdministratorsCanRemoveItself(String operation) throws Exception {
    another();
    takeAway(operation, boss, token).data();
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void aDisabledAdministratorIsNotCountedAndCanBeRemoved(String operation) throws Exception {
    var disabled = another();
    rows.change("update account set enabled = false where id = ?", disabled);
    assertIsTheLast(operation, token);
    takeAway(operation, disabled, token).data();
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void aBannedAdministratorIsNotCountedAndCanBeRemoved(String operation) throws Exception {
    for (var end : List.of("null", "now() + interval '1 hour'")) {
      var banned = another();
      rows.ban("another", end);
      assertIsTheLast(operation, token);
      takeAway(operation, banned, token).data();
      rows.change("delete from account where id = ?", banned);
    }
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void anAdministratorWhoseBanHasEndedIsCounted(String operation) throws Exception {
    another();
    rows.ban("another", "now()");
    takeAway(operation, boss, token).data();
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void anAdministratorWithoutAUsablePasswordIsNotCountedAndCanBeRemoved(String operation)
      throws Exception {
    var imported = another();
    rows.change("update account set password_hash = 'imported:!' where id = ?", imported);
    assertIsTheLast(operation, token);
    takeAway(operation, imported, token).data();
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void anErasedAdministratorIsNotCounted(String operation) throws Exception {
    another();
    rows.erase("another");
    assertIsTheLast(operation, token);
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void anAdministratorThroughAGroupIsNotCountedAndTheLastRemains(String operation)
      throws Exception {
    service.account("ada");
    rows.join("ada", rows.group("Administrators", false, "admin"));
    assertIsTheLast(operation, token);
    assertIsTheLast(operation, service.token("ada", TestService.PASSWORD));
  }
}
