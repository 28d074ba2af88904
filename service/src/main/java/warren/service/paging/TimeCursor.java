package warren.service.paging;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.UuidText;

/**
 * The end of a page of a list sorted from newest to oldest: time and id of its last row. Opaque to
 * callers.
 */
public record TimeCursor(Instant time, UUID id) {
  /** Comes before every row. */
  private static final TimeCursor START =
      new TimeCursor(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));

  private static final Pattern TEXT =
      Pattern.compile("(\\d{4}-[0-9T:.-]{5,30}Z) (" + UuidText.REGEX + ")");

  /**
   * The cursor in the {@code after} of a request; the start of the list if absent. Refused with
   * {@code invalid_fields} if it is not a cursor of this kind.
   */
  public static TimeCursor after(@Nullable String text) {
    return text == null ? START : read(text);
  }

  private static TimeCursor read(String text) {
    var parts = CursorCodec.decode(text, TEXT);
    try {
      return new TimeCursor(Instant.parse(parts.group(1)), UUID.fromString(parts.group(2)));
    } catch (DateTimeException e) {
      throw CursorCodec.invalidCursor();
    }
  }

  /** The cursor as the {@code next} of a reply. */
  public String text() {
    return CursorCodec.encode(time + " " + id);
  }
}
