package warren.gateway.dialects.vestec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountDeleteRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.passwords.AccountResetRequest;
import warren.contracts.tokens.TokenStatusRequest;
import warren.gateway.dialects.NamedAccount;
import warren.gateway.dialects.PasswordReset;
import warren.gateway.dialects.RoleLevels;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Fields;
import warren.gateway.http.ListResponse;
import warren.gateway.http.Problem;
import warren.gateway.http.ProblemException;
import warren.gateway.http.Responses;
import warren.settings.Version;

/** The administration of users, who are identified by their user names, for administrators. */
final class Administration {
  private static final Problem SIGNED_OUT =
      new Problem(403, ErrorCode.UNAUTHENTICATED.code(), ErrorCode.UNAUTHENTICATED.sentence());

  private final CallerFactory callers;

  Administration(CallerFactory callers) {
    this.callers = callers;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.get(path + "/version", context -> respond(context, "version", Version.CURRENT));
    routes.get(path + "/getallusers", this::list);
    routes.post(path + "/getuser", this::get);
    routes.post(path + "/edituser", this::edit);
    routes.post(path + "/deleteuser", this::delete);
    routes.post(path + "/changepassword", this::changePassword);
  }

  private void list(Context context) throws Exception {
    var caller = administrator(context);
    var levels = RoleLevels.byName(caller);
    ListResponse.write(
        context,
        after -> {
          var request = new AllAccountsRequest().withLimit(ListResponse.PAGE_SIZE);
          var page = caller.accounts().all(after == null ? request : request.withAfter(after));
          return ListResponse.Page.of(
              page.accounts(), account -> toJson(account, levels), page.next());
        });
  }

  /** A list of the user, which is empty if the user does not exist. */
  private void get(Context context) {
    var username = Fields.ofJson(context).text("username");
    var caller = administrator(context);
    var found = JsonNodeFactory.instance.arrayNode();
    NamedAccount.find(caller, username)
        .map(account -> toJson(account, RoleLevels.byName(caller)))
        .ifPresent(found::add);
    Responses.json(context, 200, found);
  }

  private void edit(Context context) {
    var body = Fields.ofJson(context).only(UserEdit.FIELDS);
    var caller = administrator(context);
    var edit = new UserEdit(caller, account(caller, body.text("username")));
    edit.changes(body).carryOut(context, caller);
    respond(context, "msg", "User edited");
  }

  private void delete(Context context) {
    var username = Fields.ofJson(context).only("username").text("username");
    var caller = administrator(context);
    caller.accounts().delete(new AccountDeleteRequest(account(caller, username).userId()));
    respond(context, "msg", "User deleted");
  }

  private void changePassword(Context context) {
    var body = Fields.ofJson(context).only("username", "password", "confirm_pass");
    var account = new AccountResetRequest().withUsername(body.text("username"));
    var password = Secret.of(body.text("password"));
    body.requireRepeated("password", "confirm_pass");
    var anonymous = callers.anonymous(context);
    PasswordReset.carryOut(administrator(context), anonymous, account, password, "password");
    respond(context, "msg", "Password changed");
  }

  private static AccountInfo account(Caller caller, String username) {
    return NamedAccount.find(caller, username)
        .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
  }

  private Caller administrator(Context context) {
    var caller = callers.of(context);
    var level = caller.tokens().status(new TokenStatusRequest()).accessLevel();
    if (level == null) {
      throw new ProblemException(SIGNED_OUT);
    }
    if (level < Vestec.ADMINISTRATOR_LEVEL) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    return caller;
  }

  private static ObjectNode toJson(AccountInfo account, Map<String, Integer> levels) {
    var user =
        JsonNodeFactory.instance
            .objectNode()
            .put("username", account.username())
            .put("name", UserEdit.name(account))
            .put("email", account.userEmail() == null ? "" : account.userEmail())
            .put("access_rights", UserEdit.accessRights(account, levels))
            .put("enabled", account.enabled());
    user.putArray("workflows");
    return user;
  }

  private static void respond(Context context, String name, String value) {
    Responses.json(
        context, 200, JsonNodeFactory.instance.objectNode().put("status", 200).put(name, value));
  }
}
