package warren.service.paging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The end of a page of a list sorted by number: the number of its last row. Opaque to callers. */
public record NumberCursor(long number) {
  /** Comes before every number. */
  private static final NumberCursor START = new NumberCursor(0);

  /** Eighteen digits always fit into a long. */
  private static final Pattern TEXT = Pattern.compile("number ([1-9][0-9]{0,17})");

  /**
   * The cursor in the {@code after} of a request; the start of the list if absent. Refused with
   * {@code invalid_fields} if it is not a cursor of this kind.
   */
  public static NumberCursor after(@Nullable String text) {
    return text == null
        ? START
        : new NumberCursor(Long.parseLong(CursorCodec.decode(text, TEXT).group(1)));
  }

  /** The cursor as the {@code next} of a reply. */
  public String text() {
    return CursorCodec.encode("number " + number);
  }
}
