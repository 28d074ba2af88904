package warren.service.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;

class NumberCursorTest {
  private static String encoded(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 999_999_999_999_999_999L})
  void itIsReadAsItWasWritten(long number) {
    var cursor = new NumberCursor(number);
    assertEquals(cursor, NumberCursor.after(cursor.text()));
  }

  @Test
  void withoutOneAListBeginsWithTheFirst() {
    assertEquals(0, NumberCursor.after(null).number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "number 7", "7"})
  void invalidBase64IsRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "number ",
        "number 0",
        "number -1",
        "number 07",
        "number 7 ",
        "number 1000000000000000000",
        "number \u0667",
        "2026-01-31T12:00:00Z 019449c5-6f00-7000-8000-000000000002"
      })
  void aCursorWithoutANumberIsRefused(String decoded) {
    assertRefused(encoded(decoded));
  }

  private static void assertRefused(String text) {
    var refusal = assertThrows(RefusedException.class, () -> NumberCursor.after(text)).refusal();
    assertEquals(ErrorCode.INVALID_FIELDS, refusal.code());
    assertEquals(Map.of("after", List.of("is not a valid cursor")), refusal.fields());
  }
}
