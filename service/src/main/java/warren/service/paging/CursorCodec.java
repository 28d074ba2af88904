package warren.service.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/** Encodes cursors as opaque text (Base64url), and decodes them. */
final class CursorCodec {
  private CursorCodec() {}

  static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Decodes the {@code after} of a request. Refused with {@code invalid_fields} if it is not
   * Base64url or does not match the pattern.
   */
  static Matcher decode(String after, Pattern pattern) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
      var matcher = pattern.matcher(text);
      if (matcher.matches()) {
        return matcher;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw invalidCursor();
  }

  static RefusedException invalidCursor() {
    return new RefusedException(
        Refusal.ofField(ErrorCode.INVALID_FIELDS, "after", "is not a valid cursor"));
  }
}
