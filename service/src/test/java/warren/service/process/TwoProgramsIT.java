package warren.service.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertUnauthenticated;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BothServices;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Two programs in separate JVMs, which share no memory. */
@WarrenTest(processes = 2, separate = true, scope = Scope.CLASS)
class TwoProgramsIT {
  private static final String READ = "RequestAccountData";

  /** So many that each program, when it is its turn, carries out some. */
  private static final int ROUNDS = 4;

  private static BothServices programs;
  private static TestService client;
  private static String admin;

  @BeforeAll
  static void start(BothServices both) throws Exception {
    programs = both;
    client = programs.one();
    admin = client.adminToken();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RequestBanUser",
        "RequestAccountDelete",
        "RequestAccountEnable",
        "RequestInvalidateAllTokens",
        "RequestInvalidateLoginToken"
      })
  void aTokenEndedThroughOneProcessIsInactiveForTheNextRequestOnBoth(String operation)
      throws Exception {
    Set<Integer> carriedOutBy = new HashSet<>();
    for (var round = 0; round < ROUNDS; round++) {
      var username = operation + round;
      var id = client.account(username);
      var token = client.token(username, TestService.PASSWORD);
      for (var reply : programs.ask(READ, Map.of(), token)) {
        assertEquals(id, reply.data().get("user_id").textValue());
      }

      var before = programs.answers(operation);
      end(operation, id, token);
      carriedOutBy.add(programs.answers(operation).get(0) > before.get(0) ? 0 : 1);
      for (var reply : programs.ask(READ, Map.of(), token)) {
        assertUnauthenticated(reply);
      }
    }
    assertEquals(Set.of(0, 1), carriedOutBy);
  }

  private static void end(String operation, String id, String token) throws Exception {
    var ofOneself = operation.equals("RequestInvalidateLoginToken");
    var body = Map.of("user_id", id, "permanent", true, "enabled", false);
    client.client().call(operation, body, ofOneself ? token : admin).data();
  }
}
