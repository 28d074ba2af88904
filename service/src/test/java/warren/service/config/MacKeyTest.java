package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class MacKeyTest {
  private static MacKey key(int lastByte) {
    var bytes = new byte[32];
    bytes[31] = (byte) lastByte;
    return new MacKey(bytes);
  }

  @Test
  void eachPurposeAndEachKeyHasItsOwnKeyOf256Bits() {
    assertEquals(key(1).keyFor("names"), key(1).keyFor("names"));
    assertEquals(32, key(1).keyFor("names").getEncoded().length);
    assertNotEquals(key(1).keyFor("names"), key(1).keyFor("addresses"));
    assertNotEquals(key(1).keyFor("names"), key(2).keyFor("names"));
  }
}
