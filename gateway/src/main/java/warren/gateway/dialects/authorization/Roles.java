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
import warren.gateway.http.Answers;
import warren.gateway.http.Callers;
import warren.gateway.http.Fields;
import warren.gateway.http.Listing;

/** Roles with their permissions, all with the times at which they were made and changed. */
final class Roles {
  private final Callers callers;

  Roles(Callers callers) {
    this.callers = callers;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.get(path, this::all);
    routes.post(path, this::create);
    routes.get(path + "/{id}", this::one);
    routes.put(path + "/{id}", this::update);
    routes.delete(path + "/{id}", this::delete);
  }

  private void all(Context context) throws Exception {
    var caller = callers.of(context);
    var permissions = Permissions.byId(caller);
    var text = Entry.text(context);
    Listing.answer(
        context,
        after -> {
          var page = caller.access().allRoles(new AllRolesRequest(text, Listing.PAGE, after));
          return Listing.Page.of(page.roles(), role -> shown(role, permissions), page.next());
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
    answer(context, caller, caller.access().createRole(request));
  }

  private void one(Context context) {
    var caller = callers.of(context);
    answer(context, caller, caller.access().role(new RoleDataRequest(id(context))));
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
    answer(context, caller, caller.access().updateRole(request));
  }

  private void delete(Context context) {
    callers.of(context).access().deleteRole(new RoleDeleteRequest(id(context)));
    context.status(200);
  }

  private static UUID id(Context context) {
    return Entry.id(context, ErrorCode.UNKNOWN_ROLE);
  }

  private static void answer(Context context, Caller caller, RoleInfo role) {
    Answers.json(context, 200, shown(role, Permissions.byId(caller)));
  }

  private static ObjectNode shown(RoleInfo role, Map<UUID, PermissionInfo> known) {
    var node =
        Entry.named(
            JsonNodeFactory.instance.objectNode(), role.id(), role.name(), role.description());
    var permissions = node.putArray("permissions");
    for (var of : role.permissions()) {
      var permission = Entry.named(permissions.addObject(), of.id(), of.name(), of.description());
      var times = known.get(of.id());
      if (times != null) { // else it was made a moment ago
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
