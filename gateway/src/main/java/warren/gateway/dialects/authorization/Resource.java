package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.UuidText;

/** The parts that users, roles and permissions share. */
final class Resource {
  private Resource() {}

  /**
   * The id in the path.
   *
   * @param unknown the refusal if the text is not an id
   */
  static UUID id(Context context, ErrorCode unknown) {
    return UuidText.parse(context.pathParam("id")).orElseThrow(() -> new RefusedException(unknown));
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
