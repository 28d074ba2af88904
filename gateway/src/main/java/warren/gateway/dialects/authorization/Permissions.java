package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.client.AccessCalls;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.access.AllPermissionsRequest;
import warren.contracts.access.PermissionCreateRequest;
import warren.contracts.access.PermissionDataRequest;
import warren.contracts.access.PermissionDeleteRequest;
import warren.contracts.access.PermissionInfo;
import warren.contracts.access.UpdatePermissionRequest;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Fields;
import warren.gateway.http.ListResponse;
import warren.gateway.http.Responses;

/** Permissions. */
final class Permissions {
  private final CallerFactory callers;

  Permissions(CallerFactory callers) {
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
    var access = callers.of(context).access();
    var text = Resource.searchText(context);
    ListResponse.write(
        context,
        after -> {
          var page =
              access.allPermissions(new AllPermissionsRequest(text, ListResponse.PAGE_SIZE, after));
          var permissions =
              after == null ? withId(page.permissions(), text, access) : page.permissions();
          return ListResponse.Page.of(permissions, Permissions::toJson, page.next());
        });
  }

  private static List<PermissionInfo> withId(
      List<PermissionInfo> page, @Nullable String text, AccessCalls access) {
    return Resource.withId(
        page,
        text,
        id -> access.permission(new PermissionDataRequest(id)),
        ErrorCode.UNKNOWN_PERMISSION);
  }

  private void create(Context context) {
    var body = Fields.ofJson(context).only("name", "description");
    var request = new PermissionCreateRequest(body.text("name"));
    var description = body.textOrNull("description");
    request = description == null ? request : request.withDescription(description);
    respond(context, callers.of(context).access().createPermission(request));
  }

  private void get(Context context) {
    var request = new PermissionDataRequest(id(context));
    respond(context, callers.of(context).access().permission(request));
  }

  private void update(Context context) {
    var body = Fields.ofJson(context).only("name", "description");
    var request = new UpdatePermissionRequest(id(context));
    request = body.has("name") ? request.withName(body.text("name")) : request;
    request =
        body.has("description") ? request.withDescription(body.textOrNull("description")) : request;
    respond(context, callers.of(context).access().updatePermission(request));
  }

  private void delete(Context context) {
    callers.of(context).access().deletePermission(new PermissionDeleteRequest(id(context)));
    context.status(200);
  }

  private static UUID id(Context context) {
    return Resource.id(context, ErrorCode.UNKNOWN_PERMISSION);
  }

  private static void respond(Context context, PermissionInfo permission) {
    Responses.json(context, 200, toJson(permission));
  }

  private static ObjectNode toJson(PermissionInfo permission) {
    return Resource.describe(
        JsonNodeFactory.instance.objectNode(),
        permission.id(),
        permission.name(),
        permission.description());
  }

  /** All permissions by id; an installation has few. */
  static Map<UUID, PermissionInfo> byId(Caller caller) {
    Map<UUID, PermissionInfo> all = new HashMap<>();
    String after = null;
    do {
      var page =
          caller
              .access()
              .allPermissions(new AllPermissionsRequest(null, ListResponse.PAGE_SIZE, after));
      page.permissions().forEach(permission -> all.put(permission.id(), permission));
      after = page.next();
    } while (after != null);
    return all;
  }
}
