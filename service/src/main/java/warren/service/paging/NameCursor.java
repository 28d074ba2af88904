package warren.service.paging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.service.identity.NameKey;

/** Where a page of a list by name ended: at that name. Opaque to callers. */
public record NameCursor(String name) {
  /** Comes before every name. */
  private static final NameCursor START = new NameCursor("");

  private static final Pattern TEXT = Pattern.compile("name (\\P{C}{1,64})");

  /**
   * The cursor that a request's {@code after} says; absent, the start. Refused with {@code
   * invalid_fields}.
   */
  public static NameCursor after(@Nullable String text) {
    return text == null ? START : new NameCursor(CursorCodec.read(text, TEXT).group(1));
  }

  /** What the names that follow are greater than. */
  public String key() {
    return NameKey.of(name);
  }

  /** This as the {@code next} of a reply. */
  public String text() {
    return CursorCodec.write("name " + name);
  }
}
