package warren.service.paging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.service.identity.NameKey;

/** The end of a page of a list sorted by name: the name of its last row. Opaque to callers. */
public record NameCursor(String name) {
  /** Comes before every name. */
  private static final NameCursor START = new NameCursor("");

  private static final Pattern TEXT = Pattern.compile("name (\\P{C}{1,64})");

  /**
   * The cursor in the {@code after} of a request; the start of the list if absent. Refused with
   * {@code invalid_fields} if it is not a cursor of this kind.
   */
  public static NameCursor after(@Nullable String text) {
    return text == null ? START : new NameCursor(CursorCodec.decode(text, TEXT).group(1));
  }

  /** The key that the keys of all following names are greater than. */
  public String key() {
    return NameKey.of(name);
  }

  /** The cursor as the {@code next} of a reply. */
  public String text() {
    return CursorCodec.encode("name " + name);
  }
}
