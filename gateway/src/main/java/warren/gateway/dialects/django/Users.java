package warren.gateway.dialects.django;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountDeleteRequest;
import warren.contracts.accounts.AccountEnableRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.accounts.UpdateAccountGroupsRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.gateway.dialects.AccountChanges;
import warren.gateway.http.Fields;
import warren.gateway.http.ListResponse;
import warren.gateway.http.Responses;

/** Users: accounts, identified by their numbers. */
final class Users {
  static final int NO_CONTENT = 204;

  private static final String[] NAMES = {"username", "first_name", "last_name", "email"};
  private static final String[] CHANGED = {
    "username", "first_name", "last_name", "email", "groups", "is_active"
  };

  private final Cookies cookies;
  private final Links links;

  Users(Cookies cookies, Links links) {
    this.cookies = cookies;
    this.links = links;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.get(path, this::list);
    routes.get(path + "/{id}", this::get);
    routes.patch(path + "/{id}", this::update);
    routes.delete(path + "/{id}", this::delete);
  }

  private void list(Context context) throws Exception {
    var accounts = cookies.caller(context).accounts();
    var base = links.base(context);
    ListResponse.write(
        context,
        after -> {
          var request = new AllAccountsRequest().withLimit(ListResponse.PAGE_SIZE);
          var page = accounts.all(after == null ? request : request.withAfter(after));
          return ListResponse.Page.of(
              page.accounts(), account -> toJson(account, base), page.next());
        });
  }

  private void get(Context context) {
    respond(context, account(context, cookies.caller(context)));
  }

  private void update(Context context) {
    var body = Fields.of(context).only(CHANGED);
    var caller = cookies.caller(context);
    var account = account(context, caller);
    var id = account.userId();
    var changes = new AccountChanges();
    if (body.has(NAMES)) {
      var request = updateRequest(new UpdateAccountRequest().withUserId(id), body);
      changes.add(
          Permission.CAN_UPDATE_ACCOUNTS,
          body.present(NAMES),
          () -> caller.accounts().update(request));
    }
    if (body.has("groups")) {
      addGroups(changes, Groups.ids(body), account, caller);
    }
    if (body.has("is_active") && body.flag("is_active") != account.enabled()) {
      var request = new AccountEnableRequest(id, !account.enabled());
      changes.add(
          Permission.CAN_ENABLE_ACCOUNTS,
          List.of("is_active"),
          () -> caller.accounts().enable(request));
    }
    respond(context, changes.carryOut(context, caller, () -> account(context, caller)));
  }

  /** Clients send all fields of a user: membership that does not change requires no permission. */
  private static void addGroups(
      AccountChanges changes, List<Long> groups, AccountInfo account, Caller caller) {
    var present = account.groups().stream().map(AccountInfo.Group::id).collect(Collectors.toSet());
    if (!present.equals(new HashSet<>(groups))) {
      var request = new UpdateAccountGroupsRequest(account.userId(), groups);
      changes.add(
          Permission.CAN_MANAGE_GROUPS, List.of("groups"), () -> updateGroups(caller, request));
    }
  }

  private static void updateGroups(Caller caller, UpdateAccountGroupsRequest request) {
    try {
      caller.accounts().updateGroups(request);
    } catch (RefusedException e) {
      throw Groups.asFieldError(e);
    }
  }

  private static UpdateAccountRequest updateRequest(UpdateAccountRequest request, Fields body) {
    var changed = body.has("username") ? request.withUsername(body.text("username")) : request;
    changed =
        body.has("first_name") ? changed.withFirstName(body.nonEmptyOrNull("first_name")) : changed;
    changed =
        body.has("last_name") ? changed.withLastName(body.nonEmptyOrNull("last_name")) : changed;
    return body.has("email") ? changed.withUserEmail(body.nonEmptyOrNull("email")) : changed;
  }

  private void delete(Context context) {
    var caller = cookies.caller(context);
    caller.accounts().delete(new AccountDeleteRequest(account(context, caller).userId()));
    context.status(NO_CONTENT);
  }

  private static AccountInfo account(Context context, Caller caller) {
    var number = Links.id(context, ErrorCode.UNKNOWN_ACCOUNT);
    return caller.accounts().data(new AccountDataRequest().withNumber(number));
  }

  private void respond(Context context, AccountInfo account) {
    Responses.json(context, 200, toJson(account, links.base(context)));
  }

  private static ObjectNode toJson(AccountInfo account, String base) {
    var user =
        JsonNodeFactory.instance
            .objectNode()
            .put("url", Links.user(base, account.number()))
            .put("id", account.number())
            .<ObjectNode>setAll(profile(account));
    var groups = user.putArray("groups");
    account.groups().forEach(group -> groups.add(Links.group(base, group.id())));
    return user;
  }

  /** The user's own view of an account, without its URL and id. */
  static ObjectNode profile(AccountInfo account) {
    var profile =
        JsonNodeFactory.instance
            .objectNode()
            .put("username", account.username())
            .put("first_name", text(account.firstName()))
            .put("last_name", text(account.lastName()))
            .put("email", text(account.userEmail()))
            .put("is_active", account.enabled());
    var groups = profile.putArray("groups");
    account.groups().forEach(group -> groups.add(group.id()));
    return profile;
  }

  /** Django represents missing text as an empty string. */
  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
