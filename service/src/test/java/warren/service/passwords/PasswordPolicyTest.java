package warren.service.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.service.config.CommonPasswordRule;
import warren.service.config.Settings;
import warren.service.identity.NameKey;

class PasswordPolicyTest {
  private static final String SHORT = "must have at least 8 characters";
  private static final String LONG = "must have at most 256 characters and 1024 bytes";
  private static final String COMMON = "is one of the most common passwords";
  private static final String NAME = "must not be the username or the e-mail address";

  /** One code point, two chars, four bytes. */
  private static final String ASTRAL = "\uD83D\uDE00";

  private static final PasswordPolicy POLICY = policy(8, CommonPasswordRule.REFUSE);

  private static PasswordPolicy policy(int minLength, CommonPasswordRule common) {
    return new PasswordPolicy(new Settings.PasswordRules(minLength, common));
  }

  private static void assertRight(String password) {
    assertDoesNotThrow(() -> POLICY.check("password", Secret.of(password), "ada", null));
  }

  private static Refusal refusal(String password, String username, @Nullable String email) {
    var secret = Secret.of(password);
    return assertThrows(
            RefusedException.class, () -> POLICY.check("new_password", secret, username, email))
        .refusal();
  }

  private static void assertWrong(String password, String... problems) {
    assertWrongFor(password, "ada", null, problems);
  }

  private static void assertWrongFor(
      String password, String username, @Nullable String email, String... problems) {
    var refusal = refusal(password, username, email);
    assertEquals(ErrorCode.WEAK_PASSWORD, refusal.code());
    assertEquals(Map.of("new_password", List.of(problems)), refusal.fields());
  }

  @Test
  void eightCharactersAreEnoughAndSevenAreNot() {
    assertRight("zK4-pö8ß");
    assertWrong("zK4-pö8", SHORT);
  }

  @Test
  void theMinimumLengthIsConfigurable() {
    var policy = policy(4, CommonPasswordRule.REFUSE);
    assertDoesNotThrow(() -> policy.check("password", Secret.of("1234"), "ada", null));
    var refusal =
        assertThrows(
                RefusedException.class,
                () -> policy.check("password", Secret.of("123"), "ada", null))
            .refusal();
    assertEquals(Map.of("password", List.of("must have at least 4 characters")), refusal.fields());
  }

  @Test
  void commonPasswordsAreAcceptedWhereConfigured() {
    var policy = policy(8, CommonPasswordRule.ALLOW);
    assertDoesNotThrow(() -> policy.check("password", Secret.of("password"), "ada", null));
    assertThrows(
        RefusedException.class,
        () -> policy.check("password", Secret.of("password"), "Password", null));
  }

  @Test
  void charactersAreCodePoints() {
    assertRight(ASTRAL.repeat(8));
    assertWrong(ASTRAL.repeat(7), SHORT);
  }

  @Test
  void charactersAreCountedAfterNfkc() {
    // seven that are eight, because one is a ligature of two
    assertRight("zK4-pö\ufb01");
    // eight that are seven, because one is an accent
    assertWrong("zK4-pe\u03018", SHORT);
  }

  @Test
  void aPasswordOf256CharactersIsRightAndOf257IsNot() {
    assertRight("x".repeat(256));
    assertWrong("x".repeat(257), LONG);
  }

  @Test
  void theLongestIsMeasuredAfterNfkcToo() {
    assertRight(ASTRAL.repeat(256)); // 1024 bytes, the maximum for this number of characters
    assertRight("\ufdfa".repeat(14)); // 18 characters each
    assertWrong("\ufdfa".repeat(15), LONG);
  }

  @Test
  void aPasswordOfMoreThan1024BytesIsRefusedWhateverItsNormalForm() {
    var syllable = "\u1112\u1161\u11ab"; // one character in NFKC, nine bytes as entered
    assertRight(syllable.repeat(113));
    assertWrong(syllable.repeat(114), LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"        ", "\u0000\u0001\t\n\u200b\u00ad\ue000\u0378", "漢字漢字漢字漢字"})
  void thereAreNoRulesOfComposition(String password) {
    assertRight(password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "PASSWORD", "Password", "ｐａｓｓｗｏｒｄ", "12345678", "iloveyou1"})
  void aCommonPasswordIsRefusedHoweverItIsWritten(String password) {
    assertWrong(password, COMMON);
  }

  @Test
  void aPasswordThatContainsACommonOneIsAccepted() {
    assertRight("password and more of it");
  }

  @Test
  void theOriginalDocumentsSamplesAreRefused() {
    assertWrong("password", COMMON);
    assertWrong("1234", SHORT);
  }

  @Test
  void theUsernameIsRefused() {
    assertWrongFor("ada.lovelace", "ada.lovelace", null, NAME);
    assertWrongFor("ADA.Lovelace", "ada.lovelace", null, NAME);
    assertWrongFor("ａｄａ.lovelace", "Ada.Lovelace", null, NAME);
    assertRight("ada.lovelace");
  }

  @Test
  void theEmailAddressIsRefused() {
    assertWrongFor("ada@example.org", "ada", "ada@example.org", NAME);
    assertWrongFor("ADA@example.org", "ada", "Ada@Example.Org", NAME);
    assertRight("ada@example.org");
  }

  @Test
  void allProblemsAreNamed() {
    assertWrongFor("ada", "ada", null, SHORT, NAME);
    assertWrongFor("password", "Password", null, COMMON, NAME);
  }

  @Test
  void nothingOfThePasswordIsInTheRefusal() {
    assertFalse(refusal("hunter2", "hunter2", null).toString().contains("hunter2"));
  }

  @Test
  void aPasswordIsNormalisedToNfkc() {
    assertEquals("fi\u00e9A", PasswordPolicy.normalize(Secret.of("\ufb01e\u0301\uff21")));
  }

  @Test
  void theListHasAtLeastTenThousandThatCouldOtherwiseBeUsedSortedAndKeyed() throws IOException {
    var list = list();
    assertTrue(list.size() >= 10_000, () -> "only " + list.size());
    assertEquals(list.stream().sorted().toList(), list);
    assertEquals(list.size(), new HashSet<>(list).size());
    for (var password : list) {
      assertEquals(NameKey.of(password), password);
      assertTrue(password.codePointCount(0, password.length()) >= 8, password);
    }
  }

  private static List<String> list() throws IOException {
    try (var stream = PasswordPolicy.class.getResourceAsStream("common-passwords.txt")) {
      assertNotNull(stream);
      return new String(stream.readAllBytes(), UTF_8).lines().toList();
    }
  }
}
