package warren.gateway.dialects.django;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import warren.contracts.ErrorCode;
import warren.contracts.access.AllGroupsRequest;
import warren.contracts.access.GroupDataRequest;
import warren.contracts.access.GroupInfo;
import warren.gateway.http.ListResponse;
import warren.gateway.http.Responses;

/** Groups. */
final class Groups {
  private final Cookies cookies;
  private final Links links;

  Groups(Cookies cookies, Links links) {
    this.cookies = cookies;
    this.links = links;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.get(path, this::list);
    routes.get(path + "/{id}", this::get);
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

  private void get(Context context) {
    var request = new GroupDataRequest(Links.id(context, ErrorCode.UNKNOWN_GROUP));
    var group = cookies.caller(context).access().group(request);
    Responses.json(context, 200, toJson(group, links.base(context)));
  }

  private static ObjectNode toJson(GroupInfo group, String base) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("url", Links.group(base, group.id()))
        .put("id", group.id())
        .put("name", group.name());
  }
}
