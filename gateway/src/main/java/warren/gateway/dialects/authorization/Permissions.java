package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.access.AllPermissionsRequest;
import warren.contracts.access.PermissionCreateRequest;
import warren.contracts.access.PermissionDataRequest;
import warren.contracts.access.PermissionDeleteRequest;
import warren.contracts.access.PermissionInfo;
import warren.contracts.access.UpdatePermissionRequest;
import warren.gateway.http.Answers;
import warren.gateway.http.Callers;
import warren.gateway.http.Fields;
import warren.gateway.http.Listing;

/** Permissions. */
final class Permissions {
  private final Callers callers;

  Permissions(Callers callers) {
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
    var access = callers.of(context).access();
    var text = Entry.text(context);
    Listing.answer(
        context,
        after -> {
          var page = access.allPermissions(new AllPermissionsRequest(text, Listing.PAGE, after));
          return Listing.Page.of(page.permissions(), Permissions::shown, page.next());
        });
  }

  private void create(Context context) {
    var body = Fields.ofJson(context);
    var request = new PermissionCreateRequest(body.text("name"));
    var description = body.textOrNull("description");
    request = description == null ? request : request.withDescription(description);
    answer(context, callers.of(context).access().createPermission(request));
  }

  private void one(Context context) {
    var request = new PermissionDataRequest(id(context));
    answer(context, callers.of(context).access().permission(request));
  }

  private void update(Context context) {
    var body = Fields.ofJson(context);
    var request = new UpdatePermissionRequest(id(context));
    var name = body.textOrNull("name");
    request = name == null ? request : request.withName(name);
    request =
        body.has("description") ? request.withDescription(body.textOrNull("description")) : request;
    answer(context, callers.of(context).access().updatePermission(request));
  }

  private void delete(Context context) {
    callers.of(context).access().deletePermission(new PermissionDeleteRequest(id(context)));
    context.status(200);
  }

  private static UUID id(Context context) {
    return Entry.id(context, ErrorCode.UNKNOWN_PERMISSION);
  }

  private static void answer(Context context, PermissionInfo permission) {
    Answers.json(context, 200, shown(permission));
  }

  private static ObjectNode shown(PermissionInfo permission) {
    return Entry.named(
        JsonNodeFactory.instance.objectNode(),
        permission.id(),
        permission.name(),
        permission.description());
  }

  /** All of them; there are few. */
  static Map<UUID, PermissionInfo> byId(Caller caller) {
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
}
