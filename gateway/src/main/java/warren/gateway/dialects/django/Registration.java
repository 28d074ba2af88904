package warren.gateway.dialects.django;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountCreation;
import warren.contracts.passwords.AccountPasswordUpdateRequest;
import warren.contracts.passwords.AccountResetRequest;
import warren.gateway.dialects.FailureStatus;
import warren.gateway.dialects.PasswordReset;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Fields;
import warren.gateway.http.Responses;

/** Registration, and changes of passwords. */
final class Registration {
  static final int CREATED = 201;

  private static final String[] REGISTERED = {
    "username", "password", "confirm_password", "email", "first_name", "last_name", "groups"
  };
  private static final String[] PASSWORDS = {
    "username", "old_password", "new_password", "confirm_password"
  };

  private final CallerFactory callers;
  private final Cookies cookies;

  /** The original API, which reports failures in the body, responds with 200. */
  private final int created;

  Registration(CallerFactory callers, Cookies cookies, FailureStatus failureStatus) {
    this.callers = callers;
    this.cookies = cookies;
    this.created = failureStatus.http(CREATED);
  }

  void addTo(RoutesConfig routes, String path) {
    routes.post(path + "/register", this::register);
    routes.post(path + "/change-password", this::changePassword);
    routes.post(path + "/reset-password", this::resetPassword);
  }

  private void register(Context context) {
    var body = Fields.of(context).only(REGISTERED).require("username", "password");
    var request = new AccountCreateRequest(body.text("username"), Secret.of(body.text("password")));
    var email = body.nonEmptyOrNull("email");
    var first = body.nonEmptyOrNull("first_name");
    var last = body.nonEmptyOrNull("last_name");
    request = email == null ? request : request.withUserEmail(email);
    request = first == null ? request : request.withFirstName(first);
    request = last == null ? request : request.withLastName(last);
    var groups = body.has("groups") ? body.numbers("groups") : List.<Long>of();
    body.requireRepeated("password", "confirm_password");
    var account = create(context, request.withGroups(groups));
    var response =
        JsonNodeFactory.instance
            .objectNode()
            .put("username", request.username())
            .put("email", Users.text(email))
            .put("first_name", Users.text(first))
            .put("last_name", Users.text(last))
            .put("is_active", account.enabled());
    groups.forEach(response.putArray("groups")::add);
    Responses.json(context, created, response);
  }

  private AccountCreation create(Context context, AccountCreateRequest request) {
    try {
      return cookies.registrant(context).accounts().create(request);
    } catch (RefusedException e) {
      throw Groups.asFieldError(e);
    }
  }

  private void changePassword(Context context) {
    var body = Fields.of(context).only(PASSWORDS).require("old_password", "new_password");
    var old = Secret.of(body.text("old_password"));
    var request = new AccountPasswordUpdateRequest(old, Secret.of(body.text("new_password")));
    body.requireRepeated("new_password", "confirm_password");
    request = body.has("username") ? request.withUsername(body.text("username")) : request;
    cookies.caller(context).passwords().update(request);
    respondUpdated(context);
  }

  /** An administrator sets the password of another user. */
  private void resetPassword(Context context) {
    var body =
        Fields.of(context)
            .only("username", "new_password", "confirm_password")
            .require("username", "new_password");
    var account = new AccountResetRequest().withUsername(body.text("username"));
    var password = Secret.of(body.text("new_password"));
    body.requireRepeated("new_password", "confirm_password");
    PasswordReset.carryOut(
        cookies.caller(context), callers.anonymous(context), account, password, "new_password");
    respondUpdated(context);
  }

  private static void respondUpdated(Context context) {
    Responses.json(
        context,
        200,
        JsonNodeFactory.instance.objectNode().put("message", "Password updated successfully"));
  }
}
