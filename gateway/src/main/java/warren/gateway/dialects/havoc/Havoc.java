package warren.gateway.dialects.havoc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.text.Normalizer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.access.AllRolesRequest;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.SessionRequest;
import warren.contracts.tokens.TokenStatus;
import warren.contracts.tokens.TokenStatusRequest;
import warren.gateway.dialects.Dialect;
import warren.gateway.http.Answers;
import warren.gateway.http.Callers;
import warren.gateway.http.Fields;
import warren.gateway.http.Listing;
import warren.gateway.http.Problem;

/**
 * The API of Havoc Communications: everything is posted, the token in the body beside the username
 * that it belongs to, and answered by {@code status} and {@code data}.
 */
public final class Havoc implements Dialect {
  /** The first segments of its paths, after the prefix. */
  public static final List<String> ROOTS = List.of("/user", "/user_admin", "/permission_admin");

  private static final TextNode OK = TextNode.valueOf("OK");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  // there is no refreshing: as long as the service allows
  private static final long TTL_MS = Duration.ofDays(1).toMillis();

  private final Callers callers;
  private final String prefix;

  public Havoc(Callers callers, String prefix) {
    this.callers = callers;
    this.prefix = prefix;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(prefix + "/user/login", this::login);
    routes.post(prefix + "/user/logout", this::logout);
    routes.post(prefix + "/user/check_status", this::checkStatus);
    routes.post(prefix + "/user_admin/create_user", this::createUser);
    routes.post(prefix + "/user_admin/get_all_users", this::allUsers);
    routes.post(prefix + "/permission_admin/get_permissions", this::permissions);
  }

  @Override
  public void fail(Context context, Problem problem) {
    answer(context, problem.status(), TextNode.valueOf(problem.text()));
  }

  private void login(Context context) {
    var body = Fields.of(context);
    var request =
        new SessionRequest(body.text("username"), Secret.of(body.text("password"))).withTtl(TTL_MS);
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
    answer(context, Permission.ofLevel(level).addTo(data, "fk_permission_code"));
  }

  private void logout(Context context) {
    signedIn(context, Fields.of(context))
        .caller()
        .tokens()
        .invalidate(new InvalidateLoginTokenRequest());
    answer(context, OK);
  }

  private void checkStatus(Context context) {
    signedIn(context, Fields.of(context));
    answer(context, OK);
  }

  private void createUser(Context context) {
    var body = Fields.of(context);
    var admin = administrator(context, body);
    var user = body.within("new_user");
    var request =
        new AccountCreateRequest(user.text("username"), Secret.of(user.text("password")))
            .withRole(Permission.ofCode(user.text("fk_permission_code")).role());
    var email = user.filledOrNull("email");
    var first = user.textOrNull("first_name");
    var last = user.textOrNull("last_name");
    request = email == null ? request : request.withUserEmail(email);
    request = first == null ? request : request.withFirstName(first);
    admin.accounts().create(last == null ? request : request.withLastName(last));
    answer(context, OK);
  }

  private void allUsers(Context context) throws Exception {
    var admin = administrator(context, Fields.of(context));
    var levels = levelsOfRoles(admin);
    Listing.answer(
        context,
        "{\"status\":200,\"data\":",
        after -> {
          var request = new AllAccountsRequest().withLimit(Listing.PAGE);
          var page = admin.accounts().all(after == null ? request : request.withAfter(after));
          return Listing.Page.of(
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

  /** By name, for an account says the name of the highest of its roles and its groups' roles. */
  private static Map<String, Integer> levelsOfRoles(Caller caller) {
    Map<String, Integer> levels = new HashMap<>();
    String after = null;
    do {
      var page = caller.access().allRoles(new AllRolesRequest(null, Listing.PAGE, after));
      page.roles().forEach(role -> levels.put(role.name(), role.level()));
      after = page.next();
    } while (after != null);
    return levels;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private void permissions(Context context) {
    administrator(context, Fields.of(context));
    answer(context, Permission.all());
  }

  private record SignedIn(Caller caller, TokenStatus status) {}

  /** Whom the token belongs to, if that is who is named beside it. */
  private SignedIn signedIn(Context context, Fields body) {
    var username = body.text("username");
    var caller = callers.anonymous(context).as(Secret.of(body.text("session_token")));
    var status = status(caller);
    if (status.username() == null || !folded(username).equals(folded(status.username()))) {
      throw new RefusedException(
          Refusal.of(
              ErrorCode.UNAUTHENTICATED, "The session_token is not one of this user's sessions."));
    }
    return new SignedIn(caller, status);
  }

  /** Near enough to how the service compares names: the token says whose it is. */
  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  private static TokenStatus status(Caller caller) {
    return caller.tokens().status(new TokenStatusRequest());
  }

  private Caller administrator(Context context, Fields body) {
    var signedIn = signedIn(context, body);
    if (Permission.ofLevel(signedIn.status().accessLevel()) != Permission.ADMIN) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    return signedIn.caller();
  }

  private static void answer(Context context, JsonNode data) {
    answer(context, 200, data);
  }

  private static void answer(Context context, int status, JsonNode data) {
    Answers.json(context, status, NODES.objectNode().put("status", status).set("data", data));
  }
}
