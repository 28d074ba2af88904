package warren.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Handler;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.access.AllGroupsRequest;
import warren.contracts.access.GroupDataRequest;
import warren.contracts.access.GroupInfo;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountDeleteRequest;
import warren.contracts.accounts.AccountEnableRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.client.Caller;
import warren.contracts.client.NoReplyException;
import warren.contracts.client.UnknownRefusalException;
import warren.contracts.passwords.AccountPasswordUpdateRequest;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.Session;
import warren.contracts.tokens.SessionRequest;
import warren.contracts.tokens.TokenRefreshRequest;

/** The API of a Django backend: integer ids, errors by field, and tokens in cookies. */
final class Django implements Dialect {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String ACCESS = "access_token";
  private static final String REFRESH = "refresh_token";
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  /** The framework's sentences, for what it has one for. */
  private static final Map<ErrorCode, String> DETAILS =
      Map.of(
          ErrorCode.UNAUTHENTICATED, "Authentication credentials were not provided.",
          ErrorCode.FORBIDDEN, "You do not have permission to perform this action.",
          ErrorCode.UNKNOWN_ACCOUNT, "No User matches the given query.",
          ErrorCode.UNKNOWN_GROUP, "No Group matches the given query.");

  private final Callers callers;
  private final BaseUrl base;
  private final CrossSite crossSite;
  private final String prefix;

  /**
   * Made for where it is mounted, which its addresses and cookies say.
   *
   * @param prefix what stands before its paths, without a slash at its end
   */
  Django(Callers callers, BaseUrl base, CrossSite crossSite, String prefix) {
    this.callers = callers;
    this.base = base;
    this.crossSite = crossSite;
    this.prefix = prefix;
  }

  @Override
  public void mount(JavalinConfig config) {
    var routes = config.routes;
    routes.post(prefix + "/api/token", guarded(this::login));
    routes.post(prefix + "/api/token/refresh", guarded(this::refresh));
    routes.post(prefix + "/api/logout", guarded(this::logout));
    routes.post(prefix + "/api/register", guarded(this::register));
    routes.post(prefix + "/api/change-password", guarded(this::changePassword));
    routes.get(prefix + "/users", answering(this::users));
    routes.get(prefix + "/users/{id}", answering(this::user));
    routes.patch(prefix + "/users/{id}", guarded(this::update));
    routes.delete(prefix + "/users/{id}", guarded(this::delete));
    routes.get(prefix + "/groups", answering(this::groups));
    routes.get(prefix + "/groups/{id}", answering(this::group));
  }

  private void login(Context context) {
    try {
      var body = Fields.of(context);
      var request = new SessionRequest(body.text("username"), Secret.of(body.text("password")));
      var session = callers.anonymous(context).tokens().session(request);
      setCookies(context, session);
      var answer = NODES.objectNode().put("success", true);
      answer.set("user", profile(session.account()));
      answer(context, 200, answer);
    } catch (RefusedException e) {
      fail(context, e, NODES.objectNode().put("success", false));
    }
  }

  private void refresh(Context context) {
    try {
      var token = context.cookie(REFRESH);
      if (token == null) {
        throw new RefusedException(ErrorCode.UNAUTHENTICATED);
      }
      var request = new TokenRefreshRequest(Secret.of(token));
      setCookies(context, callers.anonymous(context).tokens().refresh(request));
      answer(context, 200, NODES.objectNode().put("refreshed", true));
    } catch (RefusedException e) {
      fail(context, e, NODES.objectNode().put("refreshed", false));
    }
  }

  private void logout(Context context) {
    var request = new InvalidateLoginTokenRequest();
    var token = context.cookie(REFRESH);
    caller(context)
        .tokens()
        .invalidate(token == null ? request : request.withRefreshToken(Secret.of(token)));
    context.cookie(cookie(context, ACCESS, "", "/", 0));
    context.cookie(cookie(context, REFRESH, "", "/api/", 0));
    answer(context, 200, NODES.objectNode().put("success", true));
  }

  private void register(Context context) {
    var body = Fields.of(context);
    var request = new AccountCreateRequest(body.text("username"), Secret.of(body.text("password")));
    var email = body.textOrNull("email");
    var first = body.textOrNull("first_name");
    var last = body.textOrNull("last_name");
    request = email == null || email.isEmpty() ? request : request.withUserEmail(email);
    request = first == null ? request : request.withFirstName(first);
    request = last == null ? request : request.withLastName(last);
    var groups = body.has("groups") ? body.numbers("groups") : List.<Long>of();
    // a cookie that has ended must keep nobody from registering
    var made = callers.of(context).accounts().create(request.withGroups(groups));
    var answer =
        NODES
            .objectNode()
            .put("username", request.username())
            .put("email", text(email))
            .put("first_name", text(first))
            .put("last_name", text(last))
            .put("is_active", made.enabled());
    groups.forEach(answer.putArray("groups")::add);
    answer(context, CREATED, answer);
  }

  private void changePassword(Context context) {
    var body = Fields.of(context);
    var old = Secret.of(body.text("old_password"));
    var request = new AccountPasswordUpdateRequest(old, Secret.of(body.text("new_password")));
    caller(context).passwords().update(request);
    answer(context, 200, NODES.objectNode().put("message", "Password updated successfully"));
  }

  private void users(Context context) throws Exception {
    var accounts = caller(context).accounts();
    var url = base.of(context) + prefix;
    Listing.answer(
        context,
        "",
        after -> {
          var request = new AllAccountsRequest().withLimit(Listing.PAGE);
          var page = accounts.all(after == null ? request : request.withAfter(after));
          return Listing.Page.of(page.accounts(), account -> user(account, url), page.next());
        },
        "");
  }

  private void user(Context context) {
    answer(context, 200, user(named(caller(context), context), base.of(context) + prefix));
  }

  private void update(Context context) {
    var body = Fields.of(context);
    var caller = caller(context);
    var id = named(caller, context).userId();
    if (body.has("first_name", "last_name", "email")) {
      caller.accounts().update(update(new UpdateAccountRequest().withUserId(id), body));
    }
    if (body.has("is_active")) {
      caller.accounts().enable(new AccountEnableRequest(id, body.flag("is_active")));
    }
    user(context);
  }

  private static UpdateAccountRequest update(UpdateAccountRequest request, Fields body) {
    var changed = request;
    changed =
        body.has("first_name") ? changed.withFirstName(body.textOrNull("first_name")) : changed;
    changed = body.has("last_name") ? changed.withLastName(body.textOrNull("last_name")) : changed;
    return body.has("email") ? changed.withUserEmail(body.textOrNull("email")) : changed;
  }

  private void delete(Context context) {
    var caller = caller(context);
    caller.accounts().delete(new AccountDeleteRequest(named(caller, context).userId()));
    context.status(NO_CONTENT);
  }

  private void groups(Context context) throws Exception {
    var access = caller(context).access();
    var url = base.of(context) + prefix;
    Listing.answer(
        context,
        "",
        after -> {
          var page = access.allGroups(new AllGroupsRequest(null, Listing.PAGE, after));
          return Listing.Page.of(page.groups(), group -> group(group, url), page.next());
        },
        "");
  }

  private void group(Context context) {
    var request = new GroupDataRequest(number(context, ErrorCode.UNKNOWN_GROUP));
    answer(context, 200, group(caller(context).access().group(request), base.of(context) + prefix));
  }

  private static ObjectNode group(GroupInfo group, String url) {
    return NODES
        .objectNode()
        .put("url", url + "/groups/" + group.id() + "/")
        .put("id", group.id())
        .put("name", group.name());
  }

  /** Whom the header's token was issued to or, as browsers have it, the cookie's. */
  private Caller caller(Context context) {
    var cookie = context.cookie(ACCESS);
    return context.header("Authorization") != null || cookie == null
        ? callers.of(context)
        : callers.anonymous(context).as(Secret.of(cookie));
  }

  private static AccountInfo named(Caller caller, Context context) {
    var number = number(context, ErrorCode.UNKNOWN_ACCOUNT);
    return caller.accounts().data(new AccountDataRequest().withNumber(number));
  }

  private static long number(Context context, ErrorCode otherwise) {
    var id = context.pathParam("id");
    if (!id.matches("[1-9][0-9]{0,17}")) {
      throw new RefusedException(otherwise);
    }
    return Long.parseLong(id);
  }

  private static ObjectNode profile(AccountInfo account) {
    var profile =
        NODES
            .objectNode()
            .put("username", account.username())
            .put("first_name", text(account.firstName()))
            .put("last_name", text(account.lastName()))
            .put("email", text(account.userEmail()))
            .put("is_active", account.enabled());
    var groups = profile.putArray("groups");
    account.groups().forEach(group -> groups.add(group.id()));
    return profile;
  }

  private static ObjectNode user(AccountInfo account, String url) {
    var user =
        NODES
            .objectNode()
            .put("url", url + "/users/" + account.number() + "/")
            .put("id", account.number())
            .<ObjectNode>setAll(profile(account));
    var groups = user.putArray("groups");
    account.groups().forEach(group -> groups.add(url + "/groups/" + group.id() + "/"));
    return user;
  }

  /** The framework knows no text that isn't there. */
  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private void setCookies(Context context, Session session) {
    context.cookie(
        cookie(context, ACCESS, session.accessToken().reveal(), "/", until(session.expiresAt())));
    context.cookie(
        cookie(
            context,
            REFRESH,
            session.refreshToken().reveal(),
            "/api/",
            until(session.refreshExpiresAt())));
  }

  private static int until(Instant end) {
    return Math.toIntExact(Math.max(0, Duration.between(Instant.now(), end).toSeconds()));
  }

  private Cookie cookie(Context context, String name, String value, String path, int seconds) {
    return new Cookie(
        name, value, prefix + path, seconds, base.isSecure(context), true, null, SameSite.LAX);
  }

  /** For what changes something: a cookie alone doesn't show that its owner wants it. */
  private Handler guarded(Handler handler) {
    return answering(
        context -> {
          if (context.header("Authorization") == null && crossSite.isForged(context)) {
            answer(
                context,
                FORBIDDEN,
                NODES.objectNode().put("detail", "CSRF Failed: this page may not do that."));
          } else {
            handler.handle(context);
          }
        });
  }

  private static Handler answering(Handler handler) {
    return context -> {
      try {
        handler.handle(context);
      } catch (RefusedException e) {
        fail(context, e.refusal());
      } catch (UnknownRefusalException | NoReplyException e) {
        fail(context, e, NODES.objectNode().put("detail", Problem.of(e).message()));
      }
    };
  }

  /** Errors stand by their fields, where there are any. */
  private static void fail(Context context, Refusal refusal) {
    var failure = new RefusedException(refusal);
    switch (refusal.code()) {
      case USERNAME_TAKEN ->
          answer(
              context, BAD_REQUEST, field("username", "A user with that username already exists."));
      case EMAIL_TAKEN ->
          answer(context, BAD_REQUEST, field("email", "A user with that email already exists."));
      case BAD_CREDENTIALS ->
          answer(context, BAD_REQUEST, field("old_password", "Wrong password."));
      default -> {
        var fields = refusal.fields();
        var detail = DETAILS.getOrDefault(refusal.code(), refusal.message());
        fail(
            context,
            failure,
            fields == null ? NODES.objectNode().put("detail", detail) : fields(fields));
      }
    }
  }

  private static ObjectNode field(String name, String problem) {
    return fields(Map.of(name, List.of(problem)));
  }

  private static ObjectNode fields(Map<String, List<String>> fields) {
    var node = NODES.objectNode();
    fields.forEach(
        (name, problems) -> {
          var list = node.putArray(name.equals("user_email") ? "email" : name);
          problems.forEach(list::add);
        });
    return node;
  }

  private static void fail(Context context, RuntimeException failure, ObjectNode body) {
    var problem = Problem.of(failure);
    problem.sayWhenToRetry(context);
    answer(context, problem.status(), body);
  }

  private static void answer(Context context, int status, ObjectNode body) {
    Answers.json(context, status, body);
  }
}
