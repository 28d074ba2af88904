package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.UUID;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountDeleteRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.accounts.UpdateAccountRolesRequest;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Fields;
import warren.gateway.http.ListResponse;
import warren.gateway.http.Responses;

/** Users: accounts with their roles. */
final class Users {
  private final CallerFactory callers;

  Users(CallerFactory callers) {
    this.callers = callers;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.get(path, this::list);
    routes.post(path, this::create);
    routes.get(path + "/{id}", this::get);
    routes.put(path + "/{id}", this::update);
    routes.delete(path + "/{id}", this::delete);
  }

  private void list(Context context) throws Exception {
    var accounts = callers.of(context).accounts();
    var text = Resource.searchText(context);
    ListResponse.write(
        context,
        after -> {
          var page =
              accounts.all(
                  new AllAccountsRequest(
                      text, null, null, null, null, null, ListResponse.PAGE_SIZE, after));
          return ListResponse.Page.of(page.accounts(), Users::toJson, page.next());
        });
  }

  private void create(Context context) {
    var body = Fields.ofJson(context);
    var caller = callers.of(context);
    var id = caller.accounts().create(createRequest(body)).userId();
    updateRoles(caller, id, body);
    respond(context, caller, id);
  }

  /** The request that creates the account that the body describes. */
  static AccountCreateRequest createRequest(Fields body) {
    body.require("username", "password");
    var request = new AccountCreateRequest(body.text("username"), Secret.of(body.text("password")));
    var email = body.nonEmptyOrNull("email");
    var first = body.textOrNull("firstName", "first_name");
    var last = body.textOrNull("lastName", "last_name");
    request = email == null ? request : request.withUserEmail(email);
    request = first == null ? request : request.withFirstName(first);
    return last == null ? request : request.withLastName(last);
  }

  private void get(Context context) {
    respond(context, callers.of(context), id(context));
  }

  private void update(Context context) {
    var body = Fields.ofJson(context);
    var caller = callers.of(context);
    var id = id(context);
    caller.accounts().update(updateRequest(id, body));
    updateRoles(caller, id, body);
    respond(context, caller, id);
  }

  private static UpdateAccountRequest updateRequest(UUID id, Fields body) {
    var request = new UpdateAccountRequest().withUserId(id);
    var username = body.textOrNull("username");
    request = username == null ? request : request.withUsername(username);
    request = body.has("email") ? request.withUserEmail(body.nonEmptyOrNull("email")) : request;
    if (body.has("firstName", "first_name")) {
      request = request.withFirstName(body.textOrNull("firstName", "first_name"));
    }
    return body.has("lastName", "last_name")
        ? request.withLastName(body.textOrNull("lastName", "last_name"))
        : request;
  }

  private static void updateRoles(Caller caller, UUID id, Fields body) {
    if (body.has("roles")) {
      var roles = body.texts("roles").stream().map(RoleReference::new).toList();
      caller.accounts().updateRoles(new UpdateAccountRolesRequest(id, roles));
    }
  }

  private void delete(Context context) {
    callers.of(context).accounts().delete(new AccountDeleteRequest(id(context)));
    context.status(200);
  }

  private static UUID id(Context context) {
    return Resource.id(context, ErrorCode.UNKNOWN_ACCOUNT);
  }

  private static void respond(Context context, Caller caller, UUID id) {
    var account = caller.accounts().data(new AccountDataRequest().withUserId(id));
    Responses.json(context, 200, toJson(account));
  }

  static ObjectNode toJson(AccountInfo account) {
    var user =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", account.userId().toString())
            .put("username", account.username())
            .put("email", account.userEmail())
            .put("first_name", account.firstName())
            .put("last_name", account.lastName());
    var roles = user.putArray("roles");
    for (var role : account.roles()) {
      var permissions =
          Resource.describe(roles.addObject(), role.id(), role.name(), role.description())
              .putArray("permissions");
      role.permissions()
          .forEach(
              p -> Resource.describe(permissions.addObject(), p.id(), p.name(), p.description()));
    }
    return user;
  }
}
