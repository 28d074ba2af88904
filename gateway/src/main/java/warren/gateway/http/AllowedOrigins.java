package warren.gateway.http;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The other origins whose pages may send requests.
 *
 * @param listed origins whose pages may also send cookies
 * @param any whether pages of all origins may send requests without cookies
 * @param unnamed whether pages of the origin {@code null} may send requests without cookies: every
 *     site can give a page this origin
 */
public record AllowedOrigins(Set<String> listed, boolean any, boolean unnamed) {
  /** The entry that permits all origins. */
  public static final String ANY = "*";

  /** The origin of sandboxed pages and local files. */
  public static final String UNNAMED = "null";

  /** The origins that these entries permit. */
  public static AllowedOrigins of(Set<String> entries) {
    var listed =
        entries.stream()
            .filter(entry -> !entry.equals(ANY) && !entry.equals(UNNAMED))
            .collect(Collectors.toUnmodifiableSet());
    return new AllowedOrigins(listed, entries.contains(ANY), entries.contains(UNNAMED));
  }

  /** Whether no other origin is allowed. */
  public boolean isEmpty() {
    return listed.isEmpty() && !any && !unnamed;
  }

  /** The value of {@code Access-Control-Allow-Origin}; null if the origin is not allowed. */
  @Nullable String headerFor(String origin) {
    if (listed.contains(origin) || (unnamed && origin.equals(UNNAMED))) {
      return origin;
    }
    return any ? ANY : null;
  }
}
