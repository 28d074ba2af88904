package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;

/** The parts that users, roles and permissions share. */
final class Resource {
  private Resource() {}

  /**
   * The id in the path.
   *
   * @param unknown the refusal if the text is not an id
   */
  static UUID id(Context context, ErrorCode unknown) {
    try {
      return UUID.fromString(context.pathParam("id"));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(unknown);
    }
  }

  /** The search text of a list; null to list everything. */
  static @Nullable String searchText(Context context) {
    var text = context.queryParam("text");
    return text == null || text.isBlank() ? null : text;
  }

  static ObjectNode describe(ObjectNode node, UUID id, String name, @Nullable String description) {
    return node.put("id", id.toString()).put("name", name).put("description", description);
  }
}
