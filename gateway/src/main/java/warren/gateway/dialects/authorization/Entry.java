package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;

/** What users, roles and permissions have in common. */
final class Entry {
  private Entry() {}

  /**
   * The id in the path.
   *
   * @param unknown what is said of a text that is no id
   */
  static UUID id(Context context, ErrorCode unknown) {
    try {
      return UUID.fromString(context.pathParam("id"));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(unknown);
    }
  }

  /** What is looked for; null for all that there is. */
  static @Nullable String text(Context context) {
    var text = context.queryParam("text");
    return text == null || text.isBlank() ? null : text;
  }

  static ObjectNode named(ObjectNode node, UUID id, String name, @Nullable String description) {
    return node.put("id", id.toString()).put("name", name).put("description", description);
  }
}
