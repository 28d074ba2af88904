package warren.gateway.dialects.django;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.SessionRequest;
import warren.contracts.tokens.TokenRefreshRequest;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Fields;
import warren.gateway.http.Responses;

/** Login, refresh, logout and the state of the session, with tokens in cookies. */
final class Authentication {
  private final CallerFactory callers;
  private final Cookies cookies;

  Authentication(CallerFactory callers, Cookies cookies) {
    this.callers = callers;
    this.cookies = cookies;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.post(path + "/token", this::login);
    routes.post(path + "/token/refresh", this::refresh);
    routes.post(path + "/logout", this::logout);
    routes.get(path + "/authenticated", this::authenticated);
    routes.post(path + "/authenticated", this::authenticated);
  }

  private void login(Context context) {
    var body = Fields.of(context);
    var request = new SessionRequest(body.text("username"), Secret.of(body.text("password")));
    var session = callers.anonymous(context).tokens().session(request);
    cookies.set(context, session);
    respond(context, success("success").set("user", Users.profile(session.account())));
  }

  private void refresh(Context context) {
    var token = cookies.refreshToken(context);
    if (token == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    cookies.set(
        context, callers.anonymous(context).tokens().refresh(new TokenRefreshRequest(token)));
    respond(context, success("refreshed"));
  }

  private void logout(Context context) {
    var request = new InvalidateLoginTokenRequest();
    var token = cookies.refreshToken(context);
    cookies
        .caller(context)
        .tokens()
        .invalidate(token == null ? request : request.withRefreshToken(token));
    cookies.clear(context);
    respond(context, success("success"));
  }

  private void authenticated(Context context) {
    if (!Cookies.isActive(cookies.caller(context))) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    respond(context, success("authenticated"));
  }

  private static ObjectNode success(String name) {
    return JsonNodeFactory.instance.objectNode().put(name, true);
  }

  private static void respond(Context context, ObjectNode body) {
    Responses.json(context, 200, body);
  }
}
