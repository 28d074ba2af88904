package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
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
          return ListResponse.Page.of(page.roles(), role -> toJson(role, permissions), page.next());
        });
  }

  private void create(Context context) {
    var body = Fields.ofJson(context);
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
    var body = Fields.ofJson(context);
    var request = new UpdateRoleRequest(id(context));
    var name = body.textOrNull("name");
    request = name == null ? request : request.withName(name);
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
        addTimes(permission, times.createdAt(), times.updatedAt());
      }
    }
    return addTimes(node, role.createdAt(), role.updatedAt());
  }

  private static ObjectNode addTimes(ObjectNode node, Instant created, Instant updated) {
    return node.put("createdAt", withOffset(created)).put("updatedAt", withOffset(updated));
  }

  private static String withOffset(Instant time) {
    return time.toString().replace("Z", "+00:00");
  }
}
