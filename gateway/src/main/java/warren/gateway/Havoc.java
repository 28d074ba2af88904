package warren.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Arrays;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.accounts.RoleReference;
import warren.contracts.client.Caller;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.SessionRequest;
import warren.contracts.tokens.TokenStatus;
import warren.contracts.tokens.TokenStatusRequest;

/**
 * The API of Havoc Communications: everything is posted, the token in the body beside the username
 * that it belongs to, and answered by {@code status} and {@code data}.
 */
final class Havoc implements Dialect {
  private static final TextNode OK = TextNode.valueOf("OK");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  // there is no refreshing: as long as the service allows
  private static final long TTL_MS = Duration.ofDays(1).toMillis();

  /** What it knows of roles; each stands for all from its level on. */
  private enum Permission {
    USER(1, "User", "user", 0),
    MODERATOR(5, "Moderator", "moderator", 10),
    ADMIN(10, "Admin", "admin", 20);

    private final int code;
    private final String level;
    private final String role;
    private final int from;

    Permission(int code, String level, String role, int from) {
      this.code = code;
      this.level = level;
      this.role = role;
      this.from = from;
    }

    static Permission ofLevel(int level) {
      return Arrays.stream(values()).filter(p -> p.from <= level).reduce(USER, (a, b) -> b);
    }

    static Permission ofCode(String code) {
      return Arrays.stream(values())
          .filter(permission -> Integer.toString(permission.code).equals(code))
          .findFirst()
          .orElseThrow(
              () ->
                  new RefusedException(
                      Refusal.of(
                          ErrorCode.INVALID_FIELDS, "fk_permission_code must be 1, 5 or 10.")));
    }
  }

  private final Callers callers;
  private final String prefix;

  Havoc(Callers callers, String prefix) {
    this.callers = callers;
    this.prefix = prefix;
  }

  @Override
  public void mount(JavalinConfig config) {
    config.routes.post(prefix + "/user/login", answering(this::login));
    config.routes.post(prefix + "/user/logout", answering(this::logout));
    config.routes.post(prefix + "/user/check_status", answering(this::checkStatus));
    config.routes.post(prefix + "/user_admin/create_user", answering(this::createUser));
    config.routes.post(prefix + "/user_admin/get_all_users", answering(this::allUsers));
    config.routes.post(prefix + "/permission_admin/get_permissions", answering(this::permissions));
  }

  private void login(Context context) {
    var body = Fields.of(context);
    var request =
        new SessionRequest(body.text("username"), Secret.of(body.text("password"))).withTtl(TTL_MS);
    var session = callers.anonymous(context).tokens().session(request);
    var account = session.account();
    var permission = permissionOf(account);
    answer(
        context,
        NODES
            .objectNode()
            .put("session_token", session.accessToken().reveal())
            .put("username", account.username())
            .put("first_name", account.firstName())
            .put("last_name", account.lastName())
            .put("fk_permission_code", permission.code)
            .put("permission_level", permission.level));
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
            .withRole(new RoleReference(Permission.ofCode(user.text("fk_permission_code")).role));
    var email = user.textOrNull("email");
    var first = user.textOrNull("first_name");
    var last = user.textOrNull("last_name");
    request = email == null ? request : request.withUserEmail(email);
    request = first == null ? request : request.withFirstName(first);
    admin.accounts().create(last == null ? request : request.withLastName(last));
    answer(context, OK);
  }

  private void allUsers(Context context) throws Exception {
    var accounts = administrator(context, Fields.of(context)).accounts();
    Listing.answer(
        context,
        "{\"status\":200,\"data\":",
        after -> {
          var request = new AllAccountsRequest().withLimit(Listing.PAGE);
          var page = accounts.all(after == null ? request : request.withAfter(after));
          return Listing.Page.of(page.accounts(), Havoc::user, page.next());
        },
        "}");
  }

  private static ObjectNode user(AccountInfo account) {
    var permission = permissionOf(account);
    return NODES
        .objectNode()
        .put("email", account.userEmail())
        .put("username", account.username())
        .put("first_name", account.firstName())
        .put("last_name", account.lastName())
        .put("permission_code", permission.code)
        .put("permission_level", permission.level);
  }

  /** Of the highest of its roles. */
  private static Permission permissionOf(AccountInfo account) {
    return Permission.ofLevel(
        account.roles().stream().mapToInt(AccountInfo.Role::level).max().orElse(0));
  }

  private void permissions(Context context) {
    administrator(context, Fields.of(context));
    var permissions = NODES.arrayNode();
    for (var permission : Permission.values()) {
      permissions
          .addObject()
          .put("permission_code", permission.code)
          .put("permission_level", permission.level);
    }
    answer(context, permissions);
  }

  private record SignedIn(Caller caller, TokenStatus status) {}

  /** Whom the token belongs to, if that is who is named beside it. */
  private SignedIn signedIn(Context context, Fields body) {
    var username = body.text("username");
    var caller = callers.anonymous(context).as(Secret.of(body.text("session_token")));
    var status = caller.tokens().status(new TokenStatusRequest());
    if (!username.equalsIgnoreCase(status.username())) {
      throw new RefusedException(
          Refusal.of(
              ErrorCode.UNAUTHENTICATED, "The session_token is not one of this user's sessions."));
    }
    return new SignedIn(caller, status);
  }

  private Caller administrator(Context context, Fields body) {
    var signedIn = signedIn(context, body);
    var level = signedIn.status().accessLevel();
    if (level == null || level < Permission.ADMIN.from) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    return signedIn.caller();
  }

  private static Handler answering(Handler handler) {
    return Answers.failingBy(
        (context, problem) ->
            answer(context, problem.status(), TextNode.valueOf(problem.message())),
        handler);
  }

  private static void answer(Context context, JsonNode data) {
    answer(context, 200, data);
  }

  private static void answer(Context context, int status, JsonNode data) {
    Answers.json(context, status, NODES.objectNode().put("status", status).set("data", data));
  }
}
