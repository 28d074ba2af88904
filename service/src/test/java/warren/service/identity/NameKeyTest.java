package warren.service.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.RefusedException;

class NameKeyTest {
  @ParameterizedTest
  @CsvSource({
    "Ada, ada",
    "ADA, ada",
    "ＡＤＡ, ada", // full width
    "𝐀𝐝𝐚, ada", // mathematical
    "ﬁn, fin", // a ligature
    "Straße, strasse",
    "STRASSE, strasse",
    "ẞ, ss",
    "İ, i̇",
    "Σίσυφος, σίσυφοσ", // a final sigma
    "Å, å", // the sign of the ångström
    "Ⅳ, iv",
    "①, 1",
    "ᏸ, Ᏸ" // Cherokee folds to capitals
  })
  void namesThatLookAlikeHaveOneKey(String name, String key) {
    assertEquals(key, NameKey.of(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u00addb", "a\u200bdb", "a\u115fdb", "a\u3164db", "a\u034fdb", "a\ufe0fdb"})
  void invisibleCharactersAreIgnored(String name) {
    assertEquals("adb", NameKey.of(name));
  }

  @ParameterizedTest
  @CsvSource({"e\u0301, \u00e9", "\u1100\u1161, \uac00", "\u0958, \u0915\u093c"})
  void compositionIsIgnored(String one, String other) {
    assertEquals(NameKey.of(one), NameKey.of(other));
  }

  @ParameterizedTest
  @CsvSource({"ada, adä", "ada, 'ad a'", "ı, i", "а, a"})
  void differentNamesHaveDifferentKeys(String one, String other) {
    assertNotEquals(NameKey.of(one), NameKey.of(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada", "Straße", "ﬁ", "İ", "Σς", "ﷺ", "ᾳ", "ŉ", "ᏸ", "\u0345\u0301"})
  void theKeyOfAKeyIsItself(String name) {
    assertEquals(NameKey.of(name), NameKey.of(NameKey.of(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u200b", "\u3164", "\u2800\u2800", "\u0301", "\u0301\u00a0\u0302", "\u00ad"})
  void aNameWithoutAVisibleCharacterIsRefused(String name) {
    assertThrows(RefusedException.class, () -> NameKey.requireVisible("username", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "e\u0301", "👩\u200d💻", "7", "-"})
  void aNameWithAVisibleCharacterIsAccepted(String name) {
    assertDoesNotThrow(() -> NameKey.requireVisible("username", name));
  }
}
