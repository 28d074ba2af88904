package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.access.AllRolesRequest;
import warren.contracts.access.PermissionInfo;
import warren.contracts.access.RoleCreateRequest;
import warren.contracts.access.RoleDataRequest;
import warren.contracts.access.RoleDeleteRequest;
import warren.contracts.access.RoleInfo;
import warren.contracts.access.UpdateRoleRequest;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Fields;
import warren.gateway.http.ListResponse;
import warren.gateway.http.Responses;

/** Roles and their permissions, all with the times of their creation and last change. */
final class Roles {
  private static final String[] FIELDS = {"name", "description", "permissions"};

  private final CallerFactory callers;

  Roles(CallerFactory callers) {
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
    var caller = callers.of(context);
    var permissions = Permissions.byId(caller);
    var text = Resource.searchText(context);
    ListResponse.write(
        context,
        after -> {
          var page =
              caller.access().allRoles(new AllRolesRequest(text, ListResponse.PAGE_SIZE, after));
          var roles = after == null ? withId(page.roles(), text, caller) : page.roles();
          return ListResponse.Page.of(roles, role -> toJson(role, permissions), page.next());
        });
  }

  private static List<RoleInfo> withId(List<RoleInfo> page, @Nullable String text, Caller caller) {
    return Resource.withId(
        page, text, id -> caller.access().role(new RoleDataRequest(id)), ErrorCode.UNKNOWN_ROLE);
  }

  private void create(Context context) {
    var body = Fields.ofJson(context).only(FIELDS);
    var request = new RoleCreateRequest(body.text("name"));
    var description = body.textOrNull("description");
    request = description == null ? request : request.withDescription(description);
    request =
        body.has("permissions") ? request.withPermissions(body.texts("permissions")) : request;
    var caller = callers.of(context);
    respond(context, caller, caller.access().createRole(request));
  }

  private void get(Context context) {
    var caller = callers.of(context);
    respond(context, caller, caller.access().role(new RoleDataRequest(id(context))));
  }

  private void update(Context context) {
    var body = Fields.ofJson(context).only(FIELDS);
    var request = new UpdateRoleRequest(id(context));
    request = body.has("name") ? request.withName(body.text("name")) : request;
    request =
        body.has("description") ? request.withDescription(body.textOrNull("description")) : request;
    request =
        body.has("permissions") ? request.withPermissions(body.texts("permissions")) : request;
    var caller = callers.of(context);
    respond(context, caller, caller.access().updateRole(request));
  }

  private void delete(Context context) {
    callers.of(context).access().deleteRole(new RoleDeleteRequest(id(context)));
    context.status(200);
  }

  private static UUID id(Context context) {
    return Resource.id(context, ErrorCode.UNKNOWN_ROLE);
  }

  private static void respond(Context context, Caller caller, RoleInfo role) {
    Responses.json(context, 200, toJson(role, Permissions.byId(caller)));
  }

  private static ObjectNode toJson(RoleInfo role, Map<UUID, PermissionInfo> permissionsById) {
    var node =
        Resource.describe(
            JsonNodeFactory.instance.objectNode(), role.id(), role.name(), role.description());
    var permissions = node.putArray("permissions");
    for (var granted : role.permissions()) {
      var permission =
          Resource.describe(
              permissions.addObject(), granted.id(), granted.name(), granted.description());
      var times = permissionsById.get(granted.id());
      if (times != null) { // otherwise the permission was created after the list was read
        Resource.addTimes(permission, times.createdAt(), times.updatedAt());
      }
    }
    return Resource.addTimes(node, role.createdAt(), role.updatedAt());
  }
}
