package warren.gateway.dialects.django;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountDeleteRequest;
import warren.contracts.accounts.AccountEnableRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.gateway.http.Answers;
import warren.gateway.http.Fields;
import warren.gateway.http.Listing;

/** Accounts, by their numbers. */
final class Users {
  private static final int NO_CONTENT = 204;

  private final Cookies cookies;
  private final Links links;

  Users(Cookies cookies, Links links) {
    this.cookies = cookies;
    this.links = links;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.get(path, this::all);
    routes.get(path + "/{id}", this::one);
    routes.patch(path + "/{id}", this::update);
    routes.delete(path + "/{id}", this::delete);
  }

  private void all(Context context) throws Exception {
    var accounts = cookies.caller(context).accounts();
    var base = links.base(context);
    Listing.answer(
        context,
        after -> {
          var request = new AllAccountsRequest().withLimit(Listing.PAGE);
          var page = accounts.all(after == null ? request : request.withAfter(after));
          return Listing.Page.of(page.accounts(), account -> shown(account, base), page.next());
        });
  }

  private void one(Context context) {
    answer(context, cookies.caller(context));
  }

  private void update(Context context) {
    var body = Fields.of(context);
    var caller = cookies.caller(context);
    var id = named(context, caller).userId();
    if (body.has("first_name", "last_name", "email")) {
      caller.accounts().update(changed(new UpdateAccountRequest().withUserId(id), body));
    }
    if (body.has("is_active")) {
      caller.accounts().enable(new AccountEnableRequest(id, body.flag("is_active")));
    }
    answer(context, caller);
  }

  private static UpdateAccountRequest changed(UpdateAccountRequest request, Fields body) {
    var changed = request;
    changed =
        body.has("first_name") ? changed.withFirstName(body.filledOrNull("first_name")) : changed;
    changed =
        body.has("last_name") ? changed.withLastName(body.filledOrNull("last_name")) : changed;
    return body.has("email") ? changed.withUserEmail(body.filledOrNull("email")) : changed;
  }

  private void delete(Context context) {
    var caller = cookies.caller(context);
    caller.accounts().delete(new AccountDeleteRequest(named(context, caller).userId()));
    context.status(NO_CONTENT);
  }

  private static AccountInfo named(Context context, Caller caller) {
    var number = Links.id(context, ErrorCode.UNKNOWN_ACCOUNT);
    return caller.accounts().data(new AccountDataRequest().withNumber(number));
  }

  private void answer(Context context, Caller caller) {
    Answers.json(context, 200, shown(named(context, caller), links.base(context)));
  }

  private static ObjectNode shown(AccountInfo account, String base) {
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

  /** An account as whoever has logged in sees it. */
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

  /** The framework knows no text that isn't there. */
  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
