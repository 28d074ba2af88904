package warren.gateway.dialects.vestec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import warren.contracts.Secret;
import warren.contracts.accounts.SignUpRequest;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.LoginTokenRequest;
import warren.contracts.tokens.TokenStatus;
import warren.contracts.tokens.TokenStatusRequest;
import warren.gateway.dialects.Dialect;
import warren.gateway.dialects.FailureStatus;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.FailedRequest;
import warren.gateway.http.Fields;
import warren.gateway.http.Problem;
import warren.gateway.http.RenderedError;
import warren.gateway.http.Responses;

/**
 * The user management of VESTEC: every body contains the status, and all failures of a login have
 * the same status.
 */
public final class Vestec implements Dialect {
  private static final String FLASK = "/flask";

  /** The first segments of its paths, after the prefix. */
  public static final List<String> ROOTS = List.of(FLASK);

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int UNSUPPORTED_TYPE = 415;
  static final int ADMINISTRATOR_LEVEL = 20;

  private final CallerFactory callers;
  private final String login;
  private final String flask;
  private final FailureStatus failureStatus;

  public Vestec(CallerFactory callers, String prefix, FailureStatus failureStatus) {
    this.callers = callers;
    this.failureStatus = failureStatus;
    this.flask = prefix + FLASK;
    this.login = flask + "/login";
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(login, this::login);
    routes.delete(flask + "/logout", this::logout);
    routes.get(flask + "/authorised", this::authorised);
    routes.get(flask + "/user_type", this::userType);
    routes.post(flask + "/signup", this::signUp);
    new Administration(callers).addTo(routes, flask);
  }

  @Override
  public RenderedError error(FailedRequest request, Problem problem) {
    var status = statusOf(request, problem);
    return new RenderedError(failureStatus.http(status), status(status).put("msg", problem.text()));
  }

  /** Every failure of a login is 400, and so is a body of another type than JSON. */
  private int statusOf(FailedRequest request, Problem problem) {
    return request.isPostTo(login) || problem.status() == UNSUPPORTED_TYPE
        ? BAD_REQUEST
        : problem.status();
  }

  private void login(Context context) {
    var body = Fields.ofJson(context);
    var request =
        new LoginTokenRequest(body.text("username"), Secret.of(body.text("password")))
            .withTtl(Dialect.TTL_WITHOUT_REFRESH_MS);
    var token = callers.anonymous(context).tokens().login(request);
    respond(context, ok().put("access_token", token.reveal()));
  }

  private void logout(Context context) {
    callers.of(context).tokens().invalidate(new InvalidateLoginTokenRequest());
    respond(context, ok().put("msg", "User logged out"));
  }

  private void authorised(Context context) {
    if (status(context).active()) {
      respond(context, ok().put("msg", "User authorised."));
    } else {
      respond(context, status(FORBIDDEN));
    }
  }

  private void userType(Context context) {
    var level = status(context).accessLevel();
    if (level != null) {
      respond(context, ok().put("access_level", level >= ADMINISTRATOR_LEVEL ? 1 : 0));
    } else {
      respond(context, status(FORBIDDEN));
    }
  }

  private TokenStatus status(Context context) {
    return callers.of(context).tokens().status(new TokenStatusRequest());
  }

  private void signUp(Context context) {
    var body =
        Fields.ofJson(context)
            .only("username", "name", "email", "password", "confirm_pass")
            .require("username", "name", "email", "password");
    var request =
        new SignUpRequest(body.text("username"), Secret.of(body.text("password")))
            .withUserEmail(body.text("email"));
    body.requireRepeated("password", "confirm_pass");
    var name = PersonName.of(body.text("name"));
    request = request.withFirstName(name.first());
    var last = name.last();
    callers
        .anonymous(context)
        .accounts()
        .signUp(last == null ? request : request.withLastName(last));
    respond(context, ok().put("msg", "User successfully created. Log in."));
  }

  private static ObjectNode ok() {
    return status(200);
  }

  private static ObjectNode status(int status) {
    return JsonNodeFactory.instance.objectNode().put("status", status);
  }

  private void respond(Context context, ObjectNode body) {
    Responses.json(context, failureStatus.http(body.get("status").intValue()), body);
  }
}
