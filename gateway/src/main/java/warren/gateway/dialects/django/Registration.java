package warren.gateway.dialects.django;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountCreation;
import warren.contracts.passwords.AccountPasswordUpdateRequest;
import warren.gateway.dialects.FailureStatus;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Fields;
import warren.gateway.http.Responses;

/** Registration, and changes of passwords. */
final class Registration {
  private static final int CREATED = 201;

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
  }

  private void register(Context context) {
    var body = Fields.of(context).require("username", "password");
    var request = new AccountCreateRequest(body.text("username"), Secret.of(body.text("password")));
    var email = body.nonEmptyOrNull("email");
    var first = body.nonEmptyOrNull("first_name");
    var last = body.nonEmptyOrNull("last_name");
    request = email == null ? request : request.withUserEmail(email);
    request = first == null ? request : request.withFirstName(first);
    request = last == null ? request : request.withLastName(last);
    var groups = body.has("groups") ? body.numbers("groups") : List.<Long>of();
    // cookies are ignored, so that an expired one does not prevent a registration
    var account = create(callers.of(context), request.withGroups(groups));
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

  private static AccountCreation create(Caller caller, AccountCreateRequest request) {
    try {
      return caller.accounts().create(request);
    } catch (RefusedException e) {
      throw e.code() == ErrorCode.UNKNOWN_GROUP
          ? new RefusedException(
              Refusal.ofField(
                  ErrorCode.INVALID_FIELDS, "groups", "must contain ids of existing groups"))
          : e;
    }
  }

  private void changePassword(Context context) {
    var body = Fields.of(context).require("old_password", "new_password");
    var old = Secret.of(body.text("old_password"));
    var request = new AccountPasswordUpdateRequest(old, Secret.of(body.text("new_password")));
    cookies.caller(context).passwords().update(request);
    Responses.json(
        context,
        200,
        JsonNodeFactory.instance.objectNode().put("message", "Password updated successfully"));
  }
}
