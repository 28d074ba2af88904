package warren.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.TestService.PASSWORD;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import warren.service.BadToken.Login;

/** Who may do what of the original API, on an account that was made just now. */
class AccessMatrixIT {
  /** Whose token has ended, or who is banned, acts on the own account, where most is allowed. */
  private enum Caller {
    NOBODY,
    ONESELF,
    ANOTHER_USER,
    MODERATOR,
    ADMINISTRATOR,
    EXPIRED,
    INVALIDATED,
    BANNED
  }

  private static final String REPLIES =
      """
                                   | nobody | oneself | another | moder- | admini-  | expired | inval- | banned
                                   |        |         | user    | ator   | strator  |         | idated |
      RequestLoginToken            | 200    | 200     | 200     | 200    | 200      | 200     | 200    | banned
      RequestInvalidateLoginToken  | 200    | 200     | 200     | 200    | 200      | 200     | 200    | 200
      RequestAccountCreate         | 200    | 200     | 200     | 200    | 200      | 401     | 401    | 401
      RequestAccountReset          | 401    | 200     | 403     | 403    | 200      | 401     | 401    | 401
      RequestAccountPasswordUpdate | 200    | 200     | 400     | 400    | 400      | 401     | 401    | 401
      RequestAccountDelete         | 401    | 200     | 403     | 403    | 200      | 401     | 401    | 401
      UpdateAccountPrivileges      | 401    | 403     | 403     | 403    | 200      | 401     | 401    | 401
      UpdateAccount                | 401    | 200     | 403     | 403    | 200      | 401     | 401    | 401
      RequestAccountData           | 401    | 200     | 403     | 200    | 200      | 401     | 401    | 401
      RequestBanUser               | 401    | 403     | 403     | 200    | 200      | 401     | 401    | 401
      RequestFlagUser              | 401    | 403     | 403     | 200    | 200      | 401     | 401    | 401
      RequestAllFlagged            | 401    | 403     | 403     | 200    | 200      | 401     | 401    | 401
      RequestUsername              | 200    | 200     | 200     | 200    | 200      | 200     | 200    | 200
      """;

  private static final Map<String, String> STATUS_AND_CODE =
      Map.of(
          "200", "200 null",
          "400", "400 invalid_fields",
          "401", "401 unauthenticated",
          "403", "403 forbidden",
          "banned", "403 banned");

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static TestService service;
  private static Rows rows;

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(Map.of());
    rows = new Rows(service);
    service.account("another");
    service.holder("moderator", "moderator");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  static Stream<Arguments> cells() {
    return REPLIES.lines().skip(2).flatMap(AccessMatrixIT::cells);
  }

  private static Stream<Arguments> cells(String line) {
    var row = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    var callers = Caller.values();
    assertEquals(callers.length + 1, row.size(), line);
    return IntStream.range(0, callers.length)
        .mapToObj(i -> Arguments.of(row.get(0), callers[i], row.get(i + 1)));
  }

  @ParameterizedTest(name = "{0} by {1}: {2}")
  @MethodSource("cells")
  void everyCallerGetsExactlyTheReplyOfTheTable(String operation, Caller caller, String reply)
      throws Exception {
    var username = "target" + COUNT.incrementAndGet();
    var id = UUID.fromString(service.account(username));
    var token = token(caller, username, id);
    var before = rows.about(id);

    var answer = service.client().call(operation, body(operation, username, id), token);
    assertEquals(STATUS_AND_CODE.get(reply), answer.status() + " " + answer.code());
    if (answer.status() != 200) {
      assertEquals(before, rows.about(id));
    }
  }

  private static @Nullable String token(Caller caller, String username, UUID id) throws Exception {
    return switch (caller) {
      case NOBODY -> null;
      case ONESELF -> service.token(username, PASSWORD);
      case ANOTHER_USER -> service.token("another", PASSWORD);
      case MODERATOR -> service.token("moderator", PASSWORD);
      case ADMINISTRATOR -> service.adminToken();
      case EXPIRED -> ended(BadToken.EXPIRED, username, id);
      case INVALIDATED -> ended(BadToken.INVALIDATED, username, id);
      case BANNED -> ended(BadToken.OF_A_BANNED_ACCOUNT, username, id);
    };
  }

  private static String ended(BadToken how, String username, UUID id) throws Exception {
    var login = new Login(id, service.token(username, PASSWORD));
    how.of(service, login);
    return login.token();
  }

  private static Map<String, Object> body(String operation, String username, UUID id) {
    return switch (operation) {
      case "RequestInvalidateLoginToken", "RequestAllFlagged" -> Map.of();
      case "RequestLoginToken" -> Map.of("username", username, "password", PASSWORD);
      case "RequestAccountCreate" -> Map.of("username", username + "2", "password", PASSWORD);
      case "RequestAccountPasswordUpdate" ->
          Map.of(
              "username", username, "old_password", PASSWORD, "new_password", "a further password");
      case "UpdateAccountPrivileges" -> Map.of("user_id", id, "new_role", "moderator");
      case "UpdateAccount" -> Map.of("user_id", id, "first_name", "Augusta");
      case "RequestBanUser" -> Map.of("user_id", id, "permanent", "false");
      default -> Map.of("user_id", id);
    };
  }
}
