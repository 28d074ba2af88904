package warren.gateway.dialects.havoc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountDeleteRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.SessionRequest;
import warren.contracts.tokens.TokenStatus;
import warren.contracts.tokens.TokenStatusRequest;
import warren.gateway.dialects.Dialect;
import warren.gateway.dialects.FailureStatus;
import warren.gateway.dialects.NamedAccount;
import warren.gateway.dialects.RoleLevels;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.FailedRequest;
import warren.gateway.http.Fields;
import warren.gateway.http.ListResponse;
import warren.gateway.http.Problem;
import warren.gateway.http.RenderedError;
import warren.gateway.http.Responses;

/**
 * The API of Havoc Communications: every request is a POST whose body contains the token and the
 * username of its owner; every response contains {@code status} and {@code data}.
 */
public final class Havoc implements Dialect {
  private static final String USER = "/user";
  private static final String USER_ADMIN = "/user_admin";
  private static final String PERMISSION_ADMIN = "/permission_admin";

  /** The first segments of its paths, after the prefix. */
  public static final List<String> ROOTS = List.of(USER, USER_ADMIN, PERMISSION_ADMIN);

  private static final TextNode OK = TextNode.valueOf("OK");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Longer names are not those of an account, and are not normalised. */
  private static final int MAX_NAME_UNITS = 1_000;

  private final CallerFactory callers;
  private final String prefix;
  private final FailureStatus failureStatus;

  public Havoc(CallerFactory callers, String prefix, FailureStatus failureStatus) {
    this.callers = callers;
    this.prefix = prefix;
    this.failureStatus = failureStatus;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(prefix + USER + "/login", this::login);
    routes.post(prefix + USER + "/logout", this::logout);
    routes.post(prefix + USER + "/check_status", this::checkStatus);
    routes.post(prefix + USER_ADMIN + "/create_user", this::createUser);
    routes.post(prefix + USER_ADMIN + "/update_user", this::updateUser);
    routes.post(prefix + USER_ADMIN + "/delete_user", this::deleteUser);
    routes.post(prefix + USER_ADMIN + "/get_all_users", this::allUsers);
    routes.post(prefix + PERMISSION_ADMIN + "/get_permissions", this::permissions);
  }

  @Override
  public RenderedError error(FailedRequest request, Problem problem) {
    return new RenderedError(
        failureStatus.http(problem.status()),
        body(problem.status(), TextNode.valueOf(problem.text())));
  }

  private void login(Context context) {
    var body = Fields.of(context);
    var request =
        new SessionRequest(body.text("username"), Secret.of(body.text("password")))
            .withTtl(Dialect.TTL_WITHOUT_REFRESH_MS);
    var session = callers.anonymous(context).tokens().session(request);
    var level = status(callers.anonymous(context).as(session.accessToken())).accessLevel();
    var account = session.account();
    var data =
        NODES
            .objectNode()
            .put("session_token", session.accessToken().reveal())
            .put("username", account.username())
            .put("first_name", text(account.firstName()))
            .put("last_name", text(account.lastName()));
    respond(context, Permission.ofLevel(level).addTo(data, "fk_permission_code"));
  }

  private void logout(Context context) {
    authenticate(context, Fields.of(context))
        .caller()
        .tokens()
        .invalidate(new InvalidateLoginTokenRequest());
    respond(context, OK);
  }

  private void checkStatus(Context context) {
    authenticate(context, Fields.of(context));
    respond(context, OK);
  }

  private void createUser(Context context) {
    var body = Fields.of(context).only("username", "session_token", "new_user");
    var admin = authenticateAdministrator(context, body);
    var user =
        body.within("new_user")
            .only(UserUpdate.FIELDS)
            .require("username", "password", "fk_permission_code");
    var request =
        new AccountCreateRequest(user.text("username"), Secret.of(user.text("password")))
            .withRole(Permission.ofCode(user.text("fk_permission_code")).role());
    var email = user.nonEmptyOrNull("email");
    var first = user.textOrNull("first_name");
    var last = user.textOrNull("last_name");
    request = email == null ? request : request.withUserEmail(email);
    request = first == null ? request : request.withFirstName(first);
    admin.accounts().create(last == null ? request : request.withLastName(last));
    respond(context, OK);
  }

  private void updateUser(Context context) {
    var body = Fields.of(context).only("username", "session_token", "fields");
    var admin = authenticateAdministrator(context, body);
    var fields = body.within("fields").only(UserUpdate.FIELDS);
    var update = new UserUpdate(admin, callers.anonymous(context));
    update.changes(account(admin, fields.text("username")), fields).carryOut(context, admin);
    respond(context, OK);
  }

  private void deleteUser(Context context) {
    var body = Fields.of(context).only("username", "session_token", "delete_user");
    var admin = authenticateAdministrator(context, body);
    var account = account(admin, body.text("delete_user"));
    admin.accounts().delete(new AccountDeleteRequest(account.userId()));
    respond(context, OK);
  }

  private static AccountInfo account(Caller admin, String username) {
    return NamedAccount.find(admin, username)
        .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
  }

  private void allUsers(Context context) throws Exception {
    var admin = authenticateAdministrator(context, Fields.of(context));
    var levels = RoleLevels.byName(admin);
    ListResponse.write(
        context,
        "{\"status\":200,\"data\":",
        after -> {
          var request = new AllAccountsRequest().withLimit(ListResponse.PAGE_SIZE);
          var page = admin.accounts().all(after == null ? request : request.withAfter(after));
          return ListResponse.Page.of(
              page.accounts(), account -> user(account, levels.get(account.role())), page.next());
        },
        "}");
  }

  private static ObjectNode user(AccountInfo account, @Nullable Integer level) {
    var user =
        NODES
            .objectNode()
            .put("email", text(account.userEmail()))
            .put("username", account.username())
            .put("first_name", text(account.firstName()))
            .put("last_name", text(account.lastName()));
    return Permission.ofLevel(level).addTo(user, "permission_code");
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private void permissions(Context context) {
    authenticateAdministrator(context, Fields.of(context));
    respond(context, Permission.all());
  }

  private record Authenticated(Caller caller, TokenStatus status) {}

  /** Verifies that the token belongs to the user who is named in the body. */
  private Authenticated authenticate(Context context, Fields body) {
    var username = body.text("username");
    var caller = callers.anonymous(context).as(Secret.of(body.text("session_token")));
    var status = status(caller);
    if (status.username() == null || !isSameName(username, status.username())) {
      throw new RefusedException(
          Refusal.of(ErrorCode.UNAUTHENTICATED, "The session_token does not belong to this user."));
    }
    return new Authenticated(caller, status);
  }

  private static boolean isSameName(String given, String own) {
    return given.length() <= MAX_NAME_UNITS && folded(given).equals(folded(own));
  }

  /** Approximates the service's comparison of names; the token alone identifies the user. */
  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  private static TokenStatus status(Caller caller) {
    return caller.tokens().status(new TokenStatusRequest());
  }

  private Caller authenticateAdministrator(Context context, Fields body) {
    var signedIn = authenticate(context, body);
    if (Permission.ofLevel(signedIn.status().accessLevel()) != Permission.ADMIN) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    return signedIn.caller();
  }

  private static void respond(Context context, JsonNode data) {
    Responses.json(context, 200, body(200, data));
  }

  private static ObjectNode body(int status, JsonNode data) {
    return NODES.objectNode().put("status", status).set("data", data);
  }
}
