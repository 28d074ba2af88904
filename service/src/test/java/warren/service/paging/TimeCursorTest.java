package warren.service.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;

class TimeCursorTest {
  private static final String ID = "019449c5-6f00-7000-8000-000000000002";

  private static String encoded(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-31T12:00:00.123456Z", "2026-01-31T12:00:00Z"})
  void itIsReadAsItWasWritten(String time) {
    var cursor = new TimeCursor(Instant.parse(time), UUID.fromString(ID));
    assertEquals(cursor, TimeCursor.after(cursor.text()));
  }

  @Test
  void withoutOneAListBeginsWithTheNewest() {
    var start = TimeCursor.after(null);
    assertEquals(Instant.parse("9999-12-31T23:59:59Z"), start.time());
    assertEquals("ffffffff-ffff-ffff-ffff-ffffffffffff", start.id().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "2026-01-31T12:00:00Z " + ID})
  void invalidBase64IsRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31T12:00:00Z",
        "2026-13-31T12:00:00Z " + ID,
        "2026-01-31 " + ID,
        "+12026-01-31T12:00:00Z " + ID,
        "2026-01-31T12:00:00Z 1-1-1-1-1",
        "2026-01-31T12:00:00Z " + ID + " ",
        "now " + ID
      })
  void aCursorWithoutTimeAndIdIsRefused(String decoded) {
    assertRefused(encoded(decoded));
  }

  private static void assertRefused(String text) {
    var refusal = assertThrows(RefusedException.class, () -> TimeCursor.after(text)).refusal();
    assertEquals(ErrorCode.INVALID_FIELDS, refusal.code());
    assertEquals(Map.of("after", List.of("is not a valid cursor")), refusal.fields());
  }
}
