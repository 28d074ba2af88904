package warren.service.paging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page of a list by number ended. Opaque to callers. */
public record NumberCursor(long number) {
  /** Comes before everything. */
  private static final NumberCursor START = new NumberCursor(0);

  /** Eighteen digits always fit into a long. */
  private static final Pattern TEXT = Pattern.compile("number ([1-9][0-9]{0,17})");

  /**
   * The cursor that a request's {@code after} says; absent, the start. Refused with {@code
   * invalid_fields}.
   */
  public static NumberCursor after(@Nullable String text) {
    return text == null
        ? START
        : new NumberCursor(Long.parseLong(CursorCodec.read(text, TEXT).group(1)));
  }

  /** This as the {@code next} of a reply. */
  public String text() {
    return CursorCodec.write("number " + number);
  }
}
