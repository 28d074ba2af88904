package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import warren.client.AccountCalls;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountDeleteRequest;
import warren.contracts.accounts.AccountEnableRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.accounts.UpdateAccountRolesRequest;
import warren.gateway.dialects.AccountChanges;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Fields;
import warren.gateway.http.ListResponse;
import warren.gateway.http.Responses;

/** Users: accounts with their roles. */
final class Users {
  /** The fields of names, in both of their spellings. */
  static final String[] NAMES = {
    "username", "email", "firstName", "lastName", "first_name", "last_name"
  };

  /** The fields of a registration. */
  static final String[] REGISTERED = with(NAMES, "password");

  /** The response contains the created user. */
  private static final List<Permission> CREATING =
      List.of(Permission.CAN_CREATE_ACCOUNTS, Permission.CAN_READ_ACCOUNTS);

  private static final List<Permission> CREATING_WITH_ROLES =
      List.of(
          Permission.CAN_CREATE_ACCOUNTS,
          Permission.CAN_READ_ACCOUNTS,
          Permission.CAN_ASSIGN_ROLES);

  private static final String[] CREATED = with(REGISTERED, "roles");
  private static final String[] CHANGED = with(NAMES, "roles", "enabled");

  private final CallerFactory callers;

  Users(CallerFactory callers) {
    this.callers = callers;
  }

  private static String[] with(String[] names, String... others) {
    return Stream.of(names, others).flatMap(Stream::of).toArray(String[]::new);
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
          var users = after == null ? withId(page.accounts(), text, accounts) : page.accounts();
          return ListResponse.Page.of(users, Users::toJson, page.next());
        });
  }

  private static List<AccountInfo> withId(
      List<AccountInfo> page, @Nullable String text, AccountCalls accounts) {
    return Resource.withId(
        page,
        text,
        id -> accounts.data(new AccountDataRequest().withUserId(id)),
        ErrorCode.UNKNOWN_ACCOUNT);
  }

  private void create(Context context) {
    var body = Fields.ofJson(context).only(CREATED);
    var caller = callers.of(context);
    var roles = body.has("roles") ? roles(body) : List.<RoleReference>of();
    var request =
        roles.isEmpty() ? createRequest(body) : createRequest(body).withRole(roles.get(0));
    var required = roles.size() > 1 ? CREATING_WITH_ROLES : CREATING;
    AccountChanges.requirePermissions(caller, required);
    var id = caller.accounts().create(request).userId();
    var changes = new AccountChanges();
    changes.addApplied(REGISTERED);
    if (roles.size() > 1) {
      changes.add(
          Permission.CAN_ASSIGN_ROLES,
          List.of("roles"),
          () -> caller.accounts().updateRoles(new UpdateAccountRolesRequest(id, roles)));
    }
    respond(context, changes.carryOut(context, caller, () -> account(caller, id)));
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
    respond(context, account(callers.of(context), id(context)));
  }

  private void update(Context context) {
    var body = Fields.ofJson(context).only(CHANGED);
    var caller = callers.of(context);
    var account = account(caller, id(context));
    var id = account.userId();
    var changes = new AccountChanges();
    if (body.has(NAMES)) {
      var request = updateRequest(body).withUserId(id);
      changes.add(
          Permission.CAN_UPDATE_ACCOUNTS,
          body.present(NAMES),
          () -> caller.accounts().update(request));
    }
    if (body.has("roles")) {
      var request = new UpdateAccountRolesRequest(id, roles(body));
      changes.add(
          Permission.CAN_ASSIGN_ROLES,
          List.of("roles"),
          () -> caller.accounts().updateRoles(request));
    }
    if (body.has("enabled") && body.flag("enabled") != account.enabled()) {
      var request = new AccountEnableRequest(id, !account.enabled());
      changes.add(
          Permission.CAN_ENABLE_ACCOUNTS,
          List.of("enabled"),
          () -> caller.accounts().enable(request));
    }
    respond(context, changes.carryOut(context, caller, () -> account(caller, id)));
  }

  /** The changes of one's own account that the body contains. */
  static UpdateAccountRequest updateRequest(Fields body) {
    var request = new UpdateAccountRequest();
    request = body.has("username") ? request.withUsername(body.text("username")) : request;
    request = body.has("email") ? request.withUserEmail(body.nonEmptyOrNull("email")) : request;
    if (body.has("firstName", "first_name")) {
      request = request.withFirstName(body.textOrNull("firstName", "first_name"));
    }
    return body.has("lastName", "last_name")
        ? request.withLastName(body.textOrNull("lastName", "last_name"))
        : request;
  }

  private static List<RoleReference> roles(Fields body) {
    var roles = body.texts("roles").stream().map(RoleReference::new).toList();
    if (roles.isEmpty()) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, "roles", "must not be empty"));
    }
    return roles;
  }

  private void delete(Context context) {
    callers.of(context).accounts().delete(new AccountDeleteRequest(id(context)));
    context.status(200);
  }

  private static UUID id(Context context) {
    return Resource.id(context, ErrorCode.UNKNOWN_ACCOUNT);
  }

  private static AccountInfo account(Caller caller, UUID id) {
    return caller.accounts().data(new AccountDataRequest().withUserId(id));
  }

  static void respond(Context context, AccountInfo account) {
    Responses.json(context, 200, toJson(account));
  }

  private static ObjectNode toJson(AccountInfo account) {
    var user =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", account.userId().toString())
            .put("username", account.username())
            .put("email", account.userEmail())
            .put("first_name", account.firstName())
            .put("last_name", account.lastName())
            .put("enabled", account.enabled());
    Resource.addTimes(user, account.createdAt(), account.updatedAt());
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
