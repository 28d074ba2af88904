package warren.service.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.TestService.PASSWORD;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.Json;
import warren.service.support.BadToken;
import warren.service.support.BadToken.Login;
import warren.service.support.Fingerprint;
import warren.service.support.PasswordCaller;
import warren.service.support.SampleRequests;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Permissions of each kind of sender, on a new account. */
@WarrenTest
class AccessMatrixIT {
  /** Senders with an ended token or a ban act on their own account, where most is allowed. */
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
                                   | nobody  | oneself | another | moder-  | admini- | expired | inval-  | banned
                                   |         |         | user    | ator    | strator |         | idated  |
      RequestLoginToken            | 200     | 200     | 200     | 200     | 200     | 200     | 200     | banned
      RequestSession               | 200     | 200     | 200     | 200     | 200     | 200     | 200     | banned
      RequestTokenRefresh          | 200     | 200     | 200     | 200     | 200     | 200     | 200     | 401
      RequestInvalidateLoginToken  | 200     | 200     | 200     | 200     | 200     | 200     | 200     | 200
      RequestInvalidateAllTokens   | 401     | 200     | 403     | 403     | 200     | 401     | 401     | 401
      RequestTokenStatus           | 200     | 200     | 200     | 200     | 200     | 200     | 200     | 200
      RequestPublicKeys            | 200     | 200     | 200     | 200     | 200     | 200     | 200     | 200
      RequestAccountCreate         | 200     | 200     | 200     | 200     | 200     | 401     | 401     | 401
      RequestSignUp                | 200     | 200     | 200     | 200     | 200     | 200     | 200     | 200
      RequestAccountEnable         | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestAccountData           | 401     | 200     | 403     | 200     | 200     | 401     | 401     | 401
      RequestAllAccounts           | 401     | 403     | 403     | 200     | 200     | 401     | 401     | 401
      UpdateAccount                | 401     | 200     | 403     | 403     | 200     | 401     | 401     | 401
      UpdateAccountPrivileges      | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      UpdateAccountRoles           | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      UpdateAccountGroups          | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestAccountDelete         | 401     | 200     | 403     | 403     | 200     | 401     | 401     | 401
      RequestUsername              | 200     | 200     | 200     | 200     | 200     | 200     | 200     | 200
      RequestUsernames             | 200     | 200     | 200     | 200     | 200     | 200     | 200     | 200
      RequestAccountPasswordUpdate | 200     | 200     | 400     | 400     | 400     | 401     | 401     | 401
      RequestAccountReset          | 401     | 200     | 403     | 403     | 200     | 401     | 401     | 401
      RequestRoleCreate            | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestRoleData              | 401     | 200     | 200     | 200     | 200     | 401     | 401     | 401
      RequestAllRoles              | 401     | 200     | 200     | 200     | 200     | 401     | 401     | 401
      UpdateRole                   | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestRoleDelete            | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestPermissionCreate      | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestPermissionData        | 401     | 200     | 200     | 200     | 200     | 401     | 401     | 401
      RequestAllPermissions        | 401     | 200     | 200     | 200     | 200     | 401     | 401     | 401
      UpdatePermission             | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestPermissionDelete      | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestGroupCreate           | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestGroupData             | 401     | 200     | 200     | 200     | 200     | 401     | 401     | 401
      RequestAllGroups             | 401     | 200     | 200     | 200     | 200     | 401     | 401     | 401
      UpdateGroup                  | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestGroupDelete           | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestBanUser               | 401     | 403     | 403     | 200     | 200     | 401     | 401     | 401
      RequestUnbanUser             | 401     | 403     | 403     | 200     | 200     | 401     | 401     | 401
      RequestBanHistory            | 401     | 403     | 403     | 200     | 200     | 401     | 401     | 401
      RequestFlagUser              | 401     | 403     | 403     | 200     | 200     | 401     | 401     | 401
      RequestUnflagUser            | 401     | 403     | 403     | 200     | 200     | 401     | 401     | 401
      RequestAllFlagged            | 401     | 403     | 403     | 200     | 200     | 401     | 401     | 401
      RequestAuditLog              | 401     | 403     | 403     | 403     | 200     | 401     | 401     | 401
      RequestServiceStatus         | 200     | 200     | 200     | 200     | 200     | 200     | 200     | 200
      """;

  private static final Map<String, String> STATUS_AND_CODE =
      Map.of(
          "200", "200 null",
          "400", "400 invalid_fields",
          "401", "401 unauthenticated",
          "403", "403 forbidden",
          "banned", "403 banned");

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestService service;
  private final SampleRequests samples;

  AccessMatrixIT(TestService service) throws Exception {
    this.service = service;
    this.samples = new SampleRequests(service);
    service.account("another");
    service.holder("moderator", "moderator");
  }

  private static Stream<List<String>> lines() {
    return REPLIES.lines().skip(2).map(AccessMatrixIT::columns);
  }

  private static List<String> columns(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }

  @Test
  void theTableHasEveryOperation() {
    assertEquals(
        Catalogue.OPERATIONS.stream().map(Operation::name).toList(),
        lines().map(columns -> columns.get(0)).toList());
  }

  static Stream<Arguments> cells() {
    return lines().flatMap(AccessMatrixIT::cells);
  }

  private static Stream<Arguments> cells(List<String> row) {
    var callers = Caller.values();
    assertEquals(callers.length + 1, row.size(), row::toString);
    return IntStream.range(0, callers.length)
        .mapToObj(i -> Arguments.of(row.get(0), callers[i], row.get(i + 1)));
  }

  @ParameterizedTest(name = "{0} by {1}: {2}")
  @MethodSource("cells")
  void everyCallerGetsExactlyTheReplyOfTheTable(String operation, Caller caller, String reply)
      throws Exception {
    var username = "target" + COUNT.incrementAndGet();
    var id = UUID.fromString(service.account(username));
    // before the token, because this account cannot log in afterwards
    var body = Json.write(body(operation, username, id));
    var headers = Collections.<String, Object>singletonMap("jwt", token(caller, username, id));
    var before = database();

    var properties = service.client().properties().headers(headers).build();
    var answer = service.client().send(operation, properties, body);
    assertEquals(STATUS_AND_CODE.get(reply), answer.status() + " " + answer.code());
    if (answer.status() != 200) {
      assertEquals(before, database());
    }
    if (reply.equals("403")) {
      var rule = Catalogue.find(operation).orElseThrow().access().text();
      assertEquals(
          "You are not allowed to do this. Required: " + rule + ".",
          answer.header("status_message"));
    }
  }

  /** The rows of the database except the audit log, which contains refusals too. */
  private Map<String, String> database() {
    var tables = Fingerprint.of(service.database()).tables();
    tables.keySet().removeIf(table -> table.startsWith("audit_entry"));
    return tables;
  }

  private @Nullable String token(Caller caller, String username, UUID id) throws Exception {
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

  private String ended(BadToken how, String username, UUID id) throws Exception {
    var login = new Login(id, service.token(username, PASSWORD));
    how.of(service, login);
    return login.token();
  }

  private Object body(String operation, String username, UUID id) throws Exception {
    return switch (operation) {
      case "RequestLoginToken", "RequestSession" -> logIn(username);
      case "RequestTokenRefresh" -> Map.of("refresh_token", refreshToken(username));
      case "RequestInvalidateLoginToken", "RequestAllFlagged" -> Map.of();
      case "RequestAccountCreate", "RequestSignUp" -> logIn(username + "2");
      case "RequestAccountEnable" -> Map.of("user_id", id, "enabled", false);
      case "UpdateAccount" -> Map.of("user_id", id, "first_name", "Augusta");
      case "UpdateAccountPrivileges" -> Map.of("user_id", id, "new_role", "moderator");
      case "UpdateAccountRoles" -> Map.of("user_id", id, "roles", List.of("moderator"));
      case "UpdateAccountGroups" -> Map.of("user_id", id, "groups", List.of());
      case "RequestUsernames" -> Map.of("user_ids", List.of(id));
      case "RequestAccountPasswordUpdate" ->
          PasswordCaller.body(PASSWORD, PasswordCaller.NEW, username);
      case "RequestBanUser" -> Map.of("user_id", id, "permanent", "false");
      default -> onAccessOr(operation, Map.of("user_id", id));
    };
  }

  private static Map<String, String> logIn(String username) {
    return Map.of("username", username, "password", PASSWORD);
  }

  private String refreshToken(String username) throws Exception {
    var session = service.client().call("RequestSession", logIn(username)).data();
    return session.get("refresh_token").textValue();
  }

  /** Of roles, permissions and groups a sample. */
  private Object onAccessOr(String name, Map<String, ?> other) throws Exception {
    var operation = Catalogue.find(name).orElseThrow();
    return operation.feature().equals("access") ? samples.of(operation) : other;
  }
}
