package warren.service.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/** How a cursor looks to callers. */
final class CursorCodec {
  private CursorCodec() {}

  static String write(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What a request's {@code after} says. Refused with {@code invalid_fields}. */
  static Matcher read(String after, Pattern pattern) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
      var matcher = pattern.matcher(text);
      if (matcher.matches()) {
        return matcher;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw noCursor();
  }

  static RefusedException noCursor() {
    return new RefusedException(Refusal.ofField(ErrorCode.INVALID_FIELDS, "after", "is no cursor"));
  }
}
