package warren.service.paging;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list that begins with the newest ended: at the row of that time and id. Opaque
 * to callers.
 */
public record TimeCursor(Instant time, UUID id) {
  /** Comes before everything. */
  private static final TimeCursor START =
      new TimeCursor(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));

  private static final Pattern TEXT =
      Pattern.compile("(\\d{4}-[0-9T:.-]{5,30}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  /**
   * The cursor that a request's {@code after} says; absent, the start. Refused with {@code
   * invalid_fields}.
   */
  public static TimeCursor after(@Nullable String text) {
    return text == null ? START : read(text);
  }

  private static TimeCursor read(String text) {
    var said = CursorCodec.read(text, TEXT);
    try {
      return new TimeCursor(Instant.parse(said.group(1)), UUID.fromString(said.group(2)));
    } catch (DateTimeException e) {
      throw CursorCodec.noCursor();
    }
  }

  /** This as the {@code next} of a reply. */
  public String text() {
    return CursorCodec.write(time + " " + id);
  }
}
