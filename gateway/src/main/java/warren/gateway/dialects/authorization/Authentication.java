package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.tokens.LoginTokenRequest;
import warren.gateway.dialects.Dialect;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Fields;
import warren.gateway.http.Responses;

/** Registration, login, and the current user. */
final class Authentication {
  private final CallerFactory callers;

  Authentication(CallerFactory callers) {
    this.callers = callers;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.post(path + "/register", this::register);
    routes.post(path + "/login", this::login);
    routes.get(path + "/current", this::current);
  }

  private void register(Context context) {
    var body = Fields.ofJson(context).only(Users.REGISTERED);
    callers.anonymous(context).accounts().create(Users.createRequest(body));
    context.status(200);
  }

  private void login(Context context) {
    var body = Fields.ofJson(context);
    var request =
        new LoginTokenRequest(body.text("username"), Secret.of(body.text("password")))
            .withTtl(Dialect.TTL_WITHOUT_REFRESH_MS);
    var token = callers.anonymous(context).tokens().login(request);
    Responses.json(
        context, 200, JsonNodeFactory.instance.objectNode().put("token", token.reveal()));
  }

  private void current(Context context) {
    Users.respond(context, callers.of(context).accounts().data(new AccountDataRequest()));
  }
}
