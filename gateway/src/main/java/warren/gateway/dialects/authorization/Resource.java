package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
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

  /**
   * The first page of a search, with the entry whose id is the search text.
   *
   * @param unknown the refusal if no entry has the id
   */
  static <T> List<T> withId(
      List<T> page, @Nullable String text, Function<UUID, T> byId, ErrorCode unknown) {
    var id = UuidText.parse(text == null ? "" : text.strip());
    if (id.isEmpty()) {
      return page;
    }
    try {
      return Stream.concat(page.stream(), Stream.of(byId.apply(id.get()))).distinct().toList();
    } catch (RefusedException e) {
      if (e.code() != unknown) {
        throw e;
      }
      return page;
    }
  }

  static ObjectNode describe(ObjectNode node, UUID id, String name, @Nullable String description) {
    return node.put("id", id.toString()).put("name", name).put("description", description);
  }

  /** Adds the times of the entry's creation and last change. */
  static ObjectNode addTimes(ObjectNode node, Instant created, Instant updated) {
    return node.put("createdAt", withOffset(created)).put("updatedAt", withOffset(updated));
  }

  private static String withOffset(Instant time) {
    return time.toString().replace("Z", "+00:00");
  }
}
