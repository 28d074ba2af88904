package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.tokens.LoginTokenRequest;
import warren.gateway.http.Answers;
import warren.gateway.http.Callers;
import warren.gateway.http.Fields;

/** Registering, logging in, and who is logged in. */
final class Authentication {
  // there is no refreshing: as long as the service allows
  private static final long TTL_MS = Duration.ofDays(1).toMillis();

  private final Callers callers;

  Authentication(Callers callers) {
    this.callers = callers;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.post(path + "/register", this::register);
    routes.post(path + "/login", this::login);
    routes.get(path + "/current", this::current);
  }

  private void register(Context context) {
    callers.anonymous(context).accounts().create(Users.created(Fields.ofJson(context)));
    context.status(200);
  }

  private void login(Context context) {
    var body = Fields.ofJson(context);
    var request =
        new LoginTokenRequest(body.text("username"), Secret.of(body.text("password")))
            .withTtl(TTL_MS);
    var token = callers.anonymous(context).tokens().login(request);
    Answers.json(context, 200, JsonNodeFactory.instance.objectNode().put("token", token.reveal()));
  }

  private void current(Context context) {
    var account = callers.of(context).accounts().data(new AccountDataRequest());
    Answers.json(context, 200, Users.shown(account));
  }
}
