package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import warren.service.support.Await;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Two administrators who remove each other concurrently, on two processes. */
@WarrenTest(processes = 2)
class LastAdministratorRaceIT {
  private static final int ROUNDS = 25;

  private final BothServices services;
  private final TestService service;
  private final Rows rows;

  LastAdministratorRaceIT(BothServices services, TestService service, Rows rows) {
    this.services = services;
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void leaveNoAdministrator() {
    rows.change("delete from account_role where role_id = ?", rows.roleId("admin"));
  }

  /** An administrator, as one of two. */
  private record Administrator(UUID id, String token) {}

  private Administrator administrator(String username) throws Exception {
    var token = service.holder(username, "admin");
    return new Administrator(rows.account(username), token);
  }

  /** Sends requests by which the only two administrators remove each other. */
  private List<String> sendBoth(
      String ofOne, Administrator one, String ofOther, Administrator other) throws Exception {
    return List.of(
        services.send(ofOne, against(ofOne, other), one.token()),
        services.send(ofOther, against(ofOther, one), other.token()));
  }

  private static Map<String, Object> against(String operation, Administrator target) {
    Map<String, Object> body = new HashMap<>(Map.of("user_id", target.id()));
    switch (operation) {
      case "UpdateAccountPrivileges" -> body.put("new_role", "user");
      case "UpdateAccountRoles" -> body.put("roles", List.of("user", "moderator"));
      case "RequestBanUser" -> body.put("permanent", true);
      case "RequestAccountEnable" -> body.put("enabled", false);
      default -> {}
    }
    return body;
  }

  private static String outcome(Reply reply) {
    return reply.status() == 200 ? "200" : reply.status() + " " + reply.code();
  }

  private static List<String> sorted(List<Reply> answers) {
    return answers.stream().map(LastAdministratorRaceIT::outcome).sorted().toList();
  }

  private long administrators() {
    return rows.count(
        """
        account
        where enabled
          and exists (
            select from account_role join role on role.id = role_id
            where account_id = account.id and name = 'admin')
          and not exists (
            select from ban
            where account_id = account.id and lifted_at is null
              and (ends_at is null or ends_at > now()))
        """);
  }

  /**
   * The second is looked up either before the first is through, and then finds itself the last; or
   * after that, and then it holds no permission any more, or no session.
   */
  @ParameterizedTest
  @CsvSource({
    "UpdateAccountPrivileges, 403 forbidden",
    "UpdateAccountRoles, 403 forbidden",
    "RequestBanUser, 401 unauthenticated",
    "RequestAccountEnable, 401 unauthenticated",
    "RequestAccountDelete, 401 unauthenticated"
  })
  void whenTwoAdministratorsRemoveEachOtherConcurrentlyOneRemains(String operation, String tooLate)
      throws Exception {
    var before = services.answers(operation);
    for (var round = 0; round < ROUNDS; round++) {
      rows.deleteAccounts();
      var one = administrator("one");
      var other = administrator("other");
      var outcomes = sorted(services.await(sendBoth(operation, one, operation, other)));
      assertTrue(
          Stream.of("409 last_administrator", tooLate)
              .anyMatch(second -> outcomes.equals(List.of("200", second))),
          outcomes::toString);
      assertEquals(1, administrators());
    }
    services.assertBothTookPart(operation, before);
  }

  static Stream<Arguments> pairs() {
    var operations = LastAdministratorIT.OPERATIONS;
    return operations.stream()
        .flatMap(one -> operations.stream().map(other -> Arguments.of(one, other)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void ofTwoAuthorizedRemovalsTheSecondIsRefused(String ofOne, String ofOther) throws Exception {
    var one = administrator("one");
    var other = administrator("other");
    List<String> ids;
    try (var holder = service.database().open()) {
      holder.begin();
      holder.execute("select from role where name_key = 'admin' for update");
      ids = sendBoth(ofOne, one, ofOther, other);
      Await.until("both wait for the role", () -> rows.count("pg_locks where not granted") >= 2);
      holder.rollback();
    }
    assertEquals(List.of("200", "409 last_administrator"), sorted(services.await(ids)));
    assertEquals(1, administrators());
  }
}
