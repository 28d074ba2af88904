package warren.service.rpc;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.PasswordCaller.LOGIN;
import static warren.service.support.PasswordCaller.UPDATE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BothServices;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Results of many concurrent requests for the same change, on two processes. */
@WarrenTest(settings = "WARREN_HASH_THREADS=4", processes = 2)
class ConcurrentRequestsIT {
  private static final int AT_ONCE = 50;
  private static final int ROUNDS = 25;
  private static final int CREATION_ROUNDS = 5;

  /** So many logins of one name may fail before the next has to wait. */
  private static final int FREE_TRIES = 5;

  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final String admin;

  ConcurrentRequestsIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
  }

  private static String outcome(Reply reply) {
    return reply.status() == 200 ? "200" : reply.status() + " " + reply.code();
  }

  private Map<String, Long> outcomes(List<Reply> answers) {
    return answers.stream().collect(groupingBy(ConcurrentRequestsIT::outcome, counting()));
  }

  /** Sends a request. */
  private interface Sender {
    String send(int number) throws Exception;
  }

  /** The replies to so many that are sent at once, and of which both processes carry out some. */
  private List<Reply> manyAtOnce(String operation, Sender sender) throws Exception {
    var before = services.answers(operation);
    List<String> ids = new ArrayList<>();
    for (var i = 0; i < AT_ONCE; i++) {
      ids.add(sender.send(i));
    }
    var answers = services.await(ids);
    services.assertBothTookPart(operation, before);
    return answers;
  }

  private List<Reply> manyAtOnce(String operation, Map<String, ?> body, String token)
      throws Exception {
    return manyAtOnce(operation, i -> services.send(operation, body, token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RequestAccountCreate", "RequestSignUp"})
  void oneOfManyCreationsOfOneNameSucceeds(String operation) throws Exception {
    var answers =
        manyAtOnce(
            operation,
            i -> {
              var body = Map.of("username", inSomeForm("ada", i), "password", TestService.PASSWORD);
              return services.send(operation, body, null);
            });
    assertEquals(Map.of("200", 1L, "409 username_taken", 49L), outcomes(answers));
    assertEquals(1, rows.count("account where username_key = 'ada'"));
  }

  private static String inSomeForm(String name, int number) {
    return number % 2 == 0 ? name : name.toUpperCase(Locale.ROOT);
  }

  @ParameterizedTest
  @CsvSource({
    "RequestRoleCreate, role",
    "RequestPermissionCreate, permission",
    "RequestGroupCreate, account_group"
  })
  void oneOfManyRolesPermissionsAndGroupsOfOneNameIsCreated(String operation, String table)
      throws Exception {
    for (var round = 0; round < CREATION_ROUNDS; round++) {
      var name = "racer" + round;
      var answers =
          manyAtOnce(
              operation, i -> services.send(operation, Map.of("name", inSomeForm(name, i)), admin));
      assertEquals(Map.of("200", 1L, "409 name_taken", 49L), outcomes(answers));
      assertEquals(1, rows.count(table + " where name_key = ?", name));
    }
  }

  @Test
  void aDefaultPasswordIsRedeemedOnce() throws Exception {
    service.account("ada");
    var reset = service.client().call("RequestAccountReset", Map.of("username", "ada"), admin);
    var defaultPassword = reset.data().get("default_password").textValue();
    var answers = manyAtOnce(UPDATE, i -> redeem(defaultPassword, newPassword(i)));
    var refused = new HashMap<>(outcomes(answers));
    assertEquals(1, refused.remove("200"));
    refused.remove("401 bad_credentials");
    refused.remove("429 throttled");
    assertEquals(Map.of(), refused);

    for (var i = 0; i < AT_ONCE; i++) {
      var right = answers.get(i).status() == 200;
      assertEquals(right ? "200" : "401 bad_credentials", outcome(login(newPassword(i))));
    }
    assertEquals("401 bad_credentials", outcome(login(TestService.PASSWORD)));
    rows.change("delete from login_attempt");
    var late = services.await(List.of(redeem(defaultPassword, "a password that comes late")));
    assertEquals(Map.of("401 bad_credentials", 1L), outcomes(late));
  }

  private static String newPassword(int i) {
    return "a further password, of try " + i;
  }

  private String redeem(String defaultPassword, String newPassword) throws Exception {
    return services.send(UPDATE, PasswordCaller.body(defaultPassword, newPassword, "ada"), null);
  }

  /** Logs in with no earlier attempts. */
  private Reply login(String password) throws Exception {
    rows.change("delete from login_attempt");
    var body = Map.of("username", "ada", "password", password);
    return service.client().call(LOGIN, body);
  }

  @Test
  void oneOfManyBansIsActive() throws Exception {
    service.account("ada");
    var ada = rows.account("ada");
    var body = Map.of("user_id", ada, "permanent", "false");
    assertEquals(Map.of("200", 50L), outcomes(manyAtOnce("RequestBanUser", body, admin)));
    assertEquals(AT_ONCE, rows.count("ban where account_id = ?", ada));
    assertEquals(1, rows.count("ban where account_id = ? and lifted_at is null", ada));
    assertEquals(0, rows.count("ban where account_id = ? and lifted_at < started_at", ada));
  }

  @Test
  void oneOfManyFlagsIsActive() throws Exception {
    service.account("ada");
    var ada = rows.account("ada");
    var body = Map.of("user_id", ada);
    assertEquals(Map.of("200", 50L), outcomes(manyAtOnce("RequestFlagUser", body, admin)));
    assertEquals(1, rows.count("flag where account_id = ? and lifted_at is null", ada));
  }

  @Test
  void oneOfManyDeletionsSucceeds() throws Exception {
    service.account("ada");
    var ada = rows.account("ada");
    var answers =
        manyAtOnce(
            "RequestAccountDelete",
            i ->
                services.send(
                    "RequestAccountDelete", Map.of("user_id", ada), admin, "deletion " + i));
    assertEquals(Map.of("200", 1L, "404 unknown_account", 49L), outcomes(answers));
  }

  @ParameterizedTest
  @CsvSource({"RequestBanUser, 403 banned", "RequestAccountDelete, 401 bad_credentials"})
  void noSessionOutlivesTheAccessOfItsAccount(String operation, String tooLate) throws Exception {
    var endedBefore = services.answers(operation);
    var loggedInBefore = services.answers(LOGIN);
    for (var round = 0; round < ROUNDS; round++) {
      var username = "ada" + round;
      service.account(username);
      var id = rows.account(username);
      var login = Map.of("username", username, "password", TestService.PASSWORD);
      List<String> logins = new ArrayList<>();
      var ending = "";
      for (var i = 0; i < FREE_TRIES; i++) {
        logins.add(services.send(LOGIN, login, null));
        if (i == FREE_TRIES / 2) {
          ending = services.send(operation, Map.of("user_id", id, "permanent", true), admin);
        }
      }
      services.await(List.of(ending)).get(0).data();
      var answers = services.await(logins);
      assertEquals(0, rows.count("session where account_id = ? and ended_at is null", id));
      for (var reply : answers) {
        assertEndedOr(tooLate, reply);
      }
    }
    services.assertBothTookPart(operation, endedBefore);
    services.assertBothTookPart(LOGIN, loggedInBefore);
  }

  private void assertEndedOr(String tooLate, Reply login) throws Exception {
    if (login.status() == 200) {
      var token = login.data().textValue();
      assertUnauthenticated(service.client().call("RequestAccountData", Map.of(), token));
    } else {
      assertEquals(tooLate, outcome(login));
    }
  }
}
