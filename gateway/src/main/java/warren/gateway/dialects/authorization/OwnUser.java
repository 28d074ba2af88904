package warren.gateway.dialects.authorization;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.UUID;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.passwords.AccountPasswordUpdateRequest;
import warren.contracts.passwords.AccountResetRequest;
import warren.gateway.dialects.PasswordReset;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Fields;

/** A user's own names and password, and passwords set by administrators. */
final class OwnUser {
  private final CallerFactory callers;

  OwnUser(CallerFactory callers) {
    this.callers = callers;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.put(path + "/{id}/self", this::update);
    routes.put(path + "/{id}/password", this::changePassword);
    routes.put(path + "/{id}/password/admin", this::setPassword);
  }

  private void update(Context context) {
    var request = Users.updateRequest(Fields.ofJson(context).only(Users.NAMES));
    var caller = callers.of(context);
    requireOwn(caller, id(context));
    caller.accounts().update(request);
    Users.respond(context, caller.accounts().data(new AccountDataRequest()));
  }

  private void changePassword(Context context) {
    var body = Fields.ofJson(context).only("oldPassword", "newPassword");
    var request =
        new AccountPasswordUpdateRequest(
            Secret.of(body.text("oldPassword")), Secret.of(body.text("newPassword")));
    var caller = callers.of(context);
    requireOwn(caller, id(context));
    caller.passwords().update(request);
    context.status(200);
  }

  private void setPassword(Context context) {
    var password = Secret.of(Fields.ofJson(context).only("password").text("password"));
    var account = new AccountResetRequest().withUserId(id(context));
    var anonymous = callers.anonymous(context);
    PasswordReset.carryOut(callers.of(context), anonymous, account, password, "password");
    context.status(200);
  }

  private static void requireOwn(Caller caller, UUID id) {
    if (!caller.accounts().data(new AccountDataRequest()).userId().equals(id)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }

  private static UUID id(Context context) {
    return Resource.id(context, ErrorCode.UNKNOWN_ACCOUNT);
  }
}
