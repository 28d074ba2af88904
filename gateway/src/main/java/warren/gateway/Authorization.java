package warren.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.access.AllPermissionsRequest;
import warren.contracts.access.AllRolesRequest;
import warren.contracts.access.PermissionCreateRequest;
import warren.contracts.access.PermissionDataRequest;
import warren.contracts.access.PermissionDeleteRequest;
import warren.contracts.access.PermissionInfo;
import warren.contracts.access.RoleCreateRequest;
import warren.contracts.access.RoleDataRequest;
import warren.contracts.access.RoleDeleteRequest;
import warren.contracts.access.RoleInfo;
import warren.contracts.access.UpdatePermissionRequest;
import warren.contracts.access.UpdateRoleRequest;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountDeleteRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.accounts.RoleReference;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.accounts.UpdateAccountRolesRequest;
import warren.contracts.client.Caller;
import warren.contracts.tokens.LoginTokenRequest;

/** The Authorization API: users, roles and permissions as resources, by a bearer's token. */
final class Authorization implements Dialect {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String ID = "/{id}";

  private final Callers callers;
  private final String prefix;

  Authorization(Callers callers, String prefix) {
    this.callers = callers;
    this.prefix = prefix;
  }

  @Override
  public void mount(JavalinConfig config) {
    var routes = config.routes;
    routes.post(prefix + "/authentication/register", answering(this::register));
    routes.post(prefix + "/authentication/login", answering(this::login));
    routes.get(prefix + "/authentication/current", answering(this::current));
    var users = prefix + "/users";
    routes.get(users, answering(this::users));
    routes.post(users, answering(this::createUser));
    routes.get(users + ID, answering(this::user));
    routes.put(users + ID, answering(this::updateUser));
    routes.delete(users + ID, answering(this::deleteUser));
    var roles = prefix + "/roles";
    routes.get(roles, answering(this::roles));
    routes.post(roles, answering(this::createRole));
    routes.get(roles + ID, answering(this::role));
    routes.put(roles + ID, answering(this::updateRole));
    routes.delete(roles + ID, answering(this::deleteRole));
    var permissions = prefix + "/permissions";
    routes.get(permissions, answering(this::permissions));
    routes.post(permissions, answering(this::createPermission));
    routes.get(permissions + ID, answering(this::permission));
    routes.put(permissions + ID, answering(this::updatePermission));
    routes.delete(permissions + ID, answering(this::deletePermission));
  }

  private void register(Context context) {
    callers.anonymous(context).accounts().create(newAccount(Fields.ofJson(context)));
    context.status(200);
  }

  private static AccountCreateRequest newAccount(Fields body) {
    var request = new AccountCreateRequest(body.text("username"), Secret.of(body.text("password")));
    var email = body.textOrNull("email");
    var first = body.textOrNull("firstName", "first_name");
    var last = body.textOrNull("lastName", "last_name");
    request = email == null ? request : request.withUserEmail(email);
    request = first == null ? request : request.withFirstName(first);
    return last == null ? request : request.withLastName(last);
  }

  private void login(Context context) {
    var body = Fields.ofJson(context);
    var request = new LoginTokenRequest(body.text("username"), Secret.of(body.text("password")));
    var token = callers.anonymous(context).tokens().login(request);
    answer(context, NODES.objectNode().put("token", token.reveal()));
  }

  private void current(Context context) {
    answer(context, user(callers.of(context).accounts().data(new AccountDataRequest())));
  }

  private void users(Context context) throws Exception {
    var accounts = callers.of(context).accounts();
    var text = context.queryParam("text");
    Listing.answer(
        context,
        "",
        after -> {
          var page =
              accounts.all(
                  new AllAccountsRequest(text, null, null, null, null, null, Listing.PAGE, after));
          return Listing.Page.of(page.accounts(), Authorization::user, page.next());
        },
        "");
  }

  private void createUser(Context context) {
    var body = Fields.ofJson(context);
    var caller = callers.of(context);
    var id = caller.accounts().create(newAccount(body)).userId();
    giveRoles(caller, id, body);
    answer(context, user(caller.accounts().data(new AccountDataRequest().withUserId(id))));
  }

  private void user(Context context) {
    answer(context, user(read(callers.of(context), id(context))));
  }

  private static AccountInfo read(Caller caller, UUID id) {
    return caller.accounts().data(new AccountDataRequest().withUserId(id));
  }

  private void updateUser(Context context) {
    var body = Fields.ofJson(context);
    var caller = callers.of(context);
    var id = id(context);
    var update = new UpdateAccountRequest().withUserId(id);
    var username = body.textOrNull("username");
    update = username == null ? update : update.withUsername(username);
    update = body.has("email") ? update.withUserEmail(body.textOrNull("email")) : update;
    if (body.has("firstName", "first_name")) {
      update = update.withFirstName(body.textOrNull("firstName", "first_name"));
    }
    if (body.has("lastName", "last_name")) {
      update = update.withLastName(body.textOrNull("lastName", "last_name"));
    }
    caller.accounts().update(update);
    giveRoles(caller, id, body);
    answer(context, user(read(caller, id)));
  }

  private static void giveRoles(Caller caller, UUID id, Fields body) {
    if (body.has("roles")) {
      var roles = body.texts("roles").stream().map(RoleReference::new).toList();
      caller.accounts().updateRoles(new UpdateAccountRolesRequest(id, roles));
    }
  }

  private void deleteUser(Context context) {
    callers.of(context).accounts().delete(new AccountDeleteRequest(id(context)));
    context.status(200);
  }

  private static ObjectNode user(AccountInfo account) {
    var user =
        NODES
            .objectNode()
            .put("id", account.userId().toString())
            .put("username", account.username())
            .put("email", account.userEmail())
            .put("first_name", account.firstName())
            .put("last_name", account.lastName());
    var roles = user.putArray("roles");
    for (var role : account.roles()) {
      var permissions =
          named(roles.addObject(), role.id(), role.name(), role.description())
              .putArray("permissions");
      role.permissions()
          .forEach(p -> named(permissions.addObject(), p.id(), p.name(), p.description()));
    }
    return user;
  }

  private void roles(Context context) throws Exception {
    var access = callers.of(context).access();
    var times = permissionsById(callers.of(context));
    var text = context.queryParam("text");
    Listing.answer(
        context,
        "",
        after -> {
          var page = access.allRoles(new AllRolesRequest(text, Listing.PAGE, after));
          return Listing.Page.of(page.roles(), role -> role(role, times), page.next());
        },
        "");
  }

  private void createRole(Context context) {
    var body = Fields.ofJson(context);
    var request = new RoleCreateRequest(body.text("name"));
    var description = body.textOrNull("description");
    request = description == null ? request : request.withDescription(description);
    request =
        body.has("permissions") ? request.withPermissions(body.texts("permissions")) : request;
    var caller = callers.of(context);
    answer(context, role(caller.access().createRole(request), permissionsById(caller)));
  }

  private void role(Context context) {
    var caller = callers.of(context);
    var role = caller.access().role(new RoleDataRequest(id(context)));
    answer(context, role(role, permissionsById(caller)));
  }

  private void updateRole(Context context) {
    var body = Fields.ofJson(context);
    var request = new UpdateRoleRequest(id(context));
    var name = body.textOrNull("name");
    request = name == null ? request : request.withName(name);
    request =
        body.has("description") ? request.withDescription(body.textOrNull("description")) : request;
    request =
        body.has("permissions") ? request.withPermissions(body.texts("permissions")) : request;
    var caller = callers.of(context);
    answer(context, role(caller.access().updateRole(request), permissionsById(caller)));
  }

  private void deleteRole(Context context) {
    callers.of(context).access().deleteRole(new RoleDeleteRequest(id(context)));
    context.status(200);
  }

  private static ObjectNode role(RoleInfo role, Map<UUID, PermissionInfo> times) {
    var node = named(NODES.objectNode(), role.id(), role.name(), role.description());
    addPermissions(node.putArray("permissions"), role, times);
    return node.put("createdAt", role.createdAt().toString())
        .put("updatedAt", role.updatedAt().toString());
  }

  private static void addPermissions(
      ArrayNode permissions, RoleInfo role, Map<UUID, PermissionInfo> times) {
    for (var permission : role.permissions()) {
      var node =
          named(
              permissions.addObject(),
              permission.id(),
              permission.name(),
              permission.description());
      var known = times.get(permission.id());
      if (known != null) { // else it was made a moment ago
        node.put("createdAt", known.createdAt().toString())
            .put("updatedAt", known.updatedAt().toString());
      }
    }
  }

  /** All of them; there are few. */
  private static Map<UUID, PermissionInfo> permissionsById(Caller caller) {
    Map<UUID, PermissionInfo> all = new HashMap<>();
    String after = null;
    do {
      var page =
          caller.access().allPermissions(new AllPermissionsRequest(null, Listing.PAGE, after));
      page.permissions().forEach(permission -> all.put(permission.id(), permission));
      after = page.next();
    } while (after != null);
    return all;
  }

  private void permissions(Context context) throws Exception {
    var access = callers.of(context).access();
    var text = context.queryParam("text");
    Listing.answer(
        context,
        "",
        after -> {
          var page = access.allPermissions(new AllPermissionsRequest(text, Listing.PAGE, after));
          return Listing.Page.of(page.permissions(), Authorization::permission, page.next());
        },
        "");
  }

  private void createPermission(Context context) {
    var body = Fields.ofJson(context);
    var request = new PermissionCreateRequest(body.text("name"));
    var description = body.textOrNull("description");
    request = description == null ? request : request.withDescription(description);
    answer(context, permission(callers.of(context).access().createPermission(request)));
  }

  private void permission(Context context) {
    var request = new PermissionDataRequest(id(context));
    answer(context, permission(callers.of(context).access().permission(request)));
  }

  private void updatePermission(Context context) {
    var body = Fields.ofJson(context);
    var request = new UpdatePermissionRequest(id(context));
    var name = body.textOrNull("name");
    request = name == null ? request : request.withName(name);
    request =
        body.has("description") ? request.withDescription(body.textOrNull("description")) : request;
    answer(context, permission(callers.of(context).access().updatePermission(request)));
  }

  private void deletePermission(Context context) {
    callers.of(context).access().deletePermission(new PermissionDeleteRequest(id(context)));
    context.status(200);
  }

  private static ObjectNode permission(PermissionInfo permission) {
    return named(NODES.objectNode(), permission.id(), permission.name(), permission.description());
  }

  private static ObjectNode named(
      ObjectNode node, UUID id, String name, @Nullable String description) {
    return node.put("id", id.toString()).put("name", name).put("description", description);
  }

  private static UUID id(Context context) {
    try {
      return UUID.fromString(context.pathParam("id"));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(notThere(context.path()));
    }
  }

  private static ErrorCode notThere(String path) {
    if (path.contains("/roles/")) {
      return ErrorCode.UNKNOWN_ROLE;
    }
    return path.contains("/permissions/")
        ? ErrorCode.UNKNOWN_PERMISSION
        : ErrorCode.UNKNOWN_ACCOUNT;
  }

  private static Handler answering(Handler handler) {
    return Answers.failingBy(Authorization::fail, handler);
  }

  private static void fail(Context context, Problem problem) {
    var body = NODES.objectNode().put("message", problem.message());
    Answers.json(context, problem.status(), body);
  }

  private static void answer(Context context, ObjectNode body) {
    Answers.json(context, 200, body);
  }
}
