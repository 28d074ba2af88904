package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;

/** Any text is a hash in one of the formats or refused, and a stored hash can be read again. */
class HashFormatFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void everyTextIsReadOrRefused(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    try {
      var hash = HashFormat.read(text);
      assertEquals(hash.text(), ImportedHash.ofStored(hash.stored()).text());
    } catch (RefusedException e) {
      assertEquals(ErrorCode.INVALID_FIELDS, e.refusal().code());
    }
  }
}
