package warren.gateway.dialects.django;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.access.AllGroupsRequest;
import warren.contracts.access.GroupCreateRequest;
import warren.contracts.access.GroupDataRequest;
import warren.contracts.access.GroupDeleteRequest;
import warren.contracts.access.GroupInfo;
import warren.contracts.access.UpdateGroupRequest;
import warren.gateway.http.Fields;
import warren.gateway.http.ListResponse;
import warren.gateway.http.Responses;

/** Groups. */
final class Groups {
  private static final Refusal UNKNOWN =
      Refusal.ofField(ErrorCode.INVALID_FIELDS, "groups", "must contain ids of existing groups");
  private static final Pattern REFERENCE =
      Pattern.compile("(.*" + Django.GROUPS + "/)?(?<id>[1-9][0-9]{0,17})/?");

  private final Cookies cookies;
  private final Links links;

  Groups(Cookies cookies, Links links) {
    this.cookies = cookies;
    this.links = links;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.get(path, this::list);
    routes.post(path, this::create);
    routes.get(path + "/{id}", this::get);
    routes.put(path + "/{id}", this::update);
    routes.patch(path + "/{id}", this::update);
    routes.delete(path + "/{id}", this::delete);
  }

  private void list(Context context) throws Exception {
    var access = cookies.caller(context).access();
    var base = links.base(context);
    ListResponse.write(
        context,
        after -> {
          var page = access.allGroups(new AllGroupsRequest(null, ListResponse.PAGE_SIZE, after));
          return ListResponse.Page.of(page.groups(), group -> toJson(group, base), page.next());
        });
  }

  private void create(Context context) {
    var request = new GroupCreateRequest(Fields.of(context).only("name").text("name"));
    var group = cookies.caller(context).access().createGroup(request);
    respond(context, Registration.CREATED, group);
  }

  private void get(Context context) {
    respond(
        context, 200, cookies.caller(context).access().group(new GroupDataRequest(id(context))));
  }

  private void update(Context context) {
    var name = Fields.of(context).only("name").text("name");
    var request = new UpdateGroupRequest(id(context)).withName(name);
    respond(context, 200, cookies.caller(context).access().updateGroup(request));
  }

  private void delete(Context context) {
    cookies.caller(context).access().deleteGroup(new GroupDeleteRequest(id(context)));
    context.status(Users.NO_CONTENT);
  }

  private static long id(Context context) {
    return Links.id(context, ErrorCode.UNKNOWN_GROUP);
  }

  /** The groups in the body, by their ids or their URLs: a user in a response has the URLs. */
  static List<Long> ids(Fields body) {
    return body.texts("groups").stream().map(Groups::idOf).toList();
  }

  private static Long idOf(String reference) {
    var matcher = REFERENCE.matcher(reference);
    if (!matcher.matches()) {
      throw new RefusedException(
          Refusal.ofField(
              ErrorCode.INVALID_FIELDS, "groups", "must contain ids or URLs of groups"));
    }
    return Long.valueOf(matcher.group("id"));
  }

  /** The same refusal, but of the field {@code groups} if it concerns an unknown group. */
  static RefusedException asFieldError(RefusedException refused) {
    return refused.code() == ErrorCode.UNKNOWN_GROUP ? new RefusedException(UNKNOWN) : refused;
  }

  private void respond(Context context, int status, GroupInfo group) {
    Responses.json(context, status, toJson(group, links.base(context)));
  }

  private static ObjectNode toJson(GroupInfo group, String base) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("url", Links.group(base, group.id()))
        .put("id", group.id())
        .put("name", group.name());
  }
}
