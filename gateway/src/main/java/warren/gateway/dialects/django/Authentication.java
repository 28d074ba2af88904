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
import warren.gateway.http.Answers;
import warren.gateway.http.Callers;
import warren.gateway.http.Fields;

/** Logging in, refreshing and logging out, by cookies. */
final class Authentication {
  private final Callers callers;
  private final Cookies cookies;

  Authentication(Callers callers, Cookies cookies) {
    this.callers = callers;
    this.cookies = cookies;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.post(path + "/token", this::login);
    routes.post(path + "/token/refresh", this::refresh);
    routes.post(path + "/logout", this::logout);
  }

  private void login(Context context) {
    Errors.sayNo(context, "success");
    var body = Fields.of(context);
    var request = new SessionRequest(body.text("username"), Secret.of(body.text("password")));
    var session = callers.anonymous(context).tokens().session(request);
    cookies.set(context, session);
    answer(context, yes("success").set("user", Users.profile(session.account())));
  }

  private void refresh(Context context) {
    Errors.sayNo(context, "refreshed");
    var token = cookies.refreshToken(context);
    if (token == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    cookies.set(
        context, callers.anonymous(context).tokens().refresh(new TokenRefreshRequest(token)));
    answer(context, yes("refreshed"));
  }

  private void logout(Context context) {
    var request = new InvalidateLoginTokenRequest();
    var token = cookies.refreshToken(context);
    cookies
        .caller(context)
        .tokens()
        .invalidate(token == null ? request : request.withRefreshToken(token));
    cookies.take(context);
    answer(context, yes("success"));
  }

  private static ObjectNode yes(String name) {
    return JsonNodeFactory.instance.objectNode().put(name, true);
  }

  private static void answer(Context context, ObjectNode body) {
    Answers.json(context, 200, body);
  }
}
