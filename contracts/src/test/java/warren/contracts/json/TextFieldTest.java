package warren.contracts.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.contracts.json.Reading.problem;
import static warren.contracts.json.Reading.read;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.fields.Limit;
import warren.contracts.fields.Multiline;
import warren.contracts.fields.Stripped;
import warren.contracts.fields.Trimmed;

class TextFieldTest {
  private static final String UNSEEN = "must not contain control, format or unassigned characters";

  /** One code point, two chars. */
  private static final String ASTRAL = "\uD83D\uDE00";

  public record Plain(String text) {}

  public record Three(@Limit(max = 3) String text) {}

  public record Bounded(@Limit(min = 2, max = 4) String text) {}

  public record MaybeEmpty(@Limit(min = 0, max = 3) String text) {}

  public record Name(@Trimmed @Limit(max = 64) String text) {}

  public record Sought(@Stripped @Limit(max = 3) String text) {}

  public record Lines(@Multiline @Limit(max = 20) String text) {}

  @Test
  void aTextWithoutALimitHasAtMost500() {
    assertEquals("", read(Plain.class, "").text());
    assertEquals("x".repeat(500), read(Plain.class, "x".repeat(500)).text());
    assertEquals("must be at most 500 characters", problem(Plain.class, "x".repeat(501)));
  }

  @Test
  void bothBoundsAreInclusive() {
    assertEquals("ab", read(Bounded.class, "ab").text());
    assertEquals("abcd", read(Bounded.class, "abcd").text());
    assertEquals("is shorter than 2", problem(Bounded.class, "a"));
    assertEquals("must be at most 4 characters", problem(Bounded.class, "abcde"));
  }

  @Test
  void anEmptyTextIsRefusedUnlessTheMinimumIsZero() {
    assertEquals("must not be empty", problem(Three.class, ""));
    assertEquals("", read(MaybeEmpty.class, "").text());
  }

  @Test
  void anAstralCharacterCountsAsOne() {
    assertEquals(ASTRAL.repeat(3), read(Three.class, ASTRAL.repeat(3)).text());
    assertEquals("must be at most 3 characters", problem(Three.class, ASTRAL.repeat(4)));
    assertEquals("is shorter than 2", problem(Bounded.class, ASTRAL));
  }

  @Test
  void lengthIsTakenAfterNfc() {
    // e and a combining acute: two code points that are one
    assertEquals("\u00e9\u00e9\u00e9", read(Three.class, "e\u0301e\u0301e\u0301").text());
    assertEquals("is shorter than 2", problem(Bounded.class, "e\u0301"));
    // and one that is two, because NFC leaves it decomposed
    assertEquals("\u0915\u093c", read(Three.class, "\u0958").text());
    assertEquals("must be at most 3 characters", problem(Three.class, "\u0958\u0958"));
  }

  @Test
  void aTextOfTheMaximumLengthIsAcceptedInItsLongestForm() {
    // one code point in NFC, four in NFD
    assertEquals(
        "\u1f82".repeat(3), read(Three.class, "\u03b1\u0313\u0300\u0345".repeat(3)).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0301", "\u093e", "\u20dd", "\uD834\uDD65"})
  void moreThan30MarksInARowAreRefused(String mark) {
    assertEquals(31, read(Plain.class, "q" + mark.repeat(30)).text().codePoints().count());
    assertEquals(
        "must not contain more than 30 combining marks in a row",
        problem(Plain.class, "q" + mark.repeat(31)));
  }

  @Test
  void marksInSeveralRowsAreAccepted() {
    var text = ("q" + "\u0323".repeat(30)).repeat(2);
    assertEquals(text, read(Plain.class, text).text());
  }

  @Test
  void compatibilityFormsAreKeptAsEntered() {
    assertEquals("\ufb01", read(Three.class, "\ufb01").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", // control
        "\t",
        "\n",
        "\u007f",
        "\u0085",
        "\u2028", // line and paragraph separators
        "\u2029",
        "\u00ad", // format: soft hyphen
        "\u200b", // zero width space
        "\u200c", // joiners out of context
        "\u200d",
        "\u202e", // right-to-left override
        "\u2066",
        "\ufeff", // byte order mark
        "\uDB40\uDC41", // tag
        "\uD800", // surrogates by themselves
        "\uDFFF",
        "\uDC00\uD800",
        "\ue000", // private use
        "\uDB80\uDC00",
        "\u0378", // unassigned
        "\uFFFF",
        "\uD83F\uDFFE"
      })
  void invisibleCharactersAreRefused(String unseen) {
    assertEquals(UNSEEN, problem(Plain.class, unseen));
    assertEquals(UNSEEN, problem(Plain.class, "a" + unseen + "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "\u00a0", "\u3000", "\u0301", "ß", "漢字", "\uFFFD", "<b>'\";--"})
  void visibleCharactersAreAccepted(String text) {
    assertEquals(text, read(Plain.class, text).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "[]", "{}", "[\"a\"]", "1.5"})
  void aValueThatIsNotATextIsRefused(String json) {
    assertEquals("must be text", Reading.problemOf(Plain.class, json));
  }

  @ParameterizedTest
  @ValueSource(strings = {" a", "a ", " ", "\u3000a", "a\u2003", "a\u00a0", "\u202fa", "a\u2007"})
  void whiteSpaceAroundANameIsRefused(String name) {
    assertEquals("must not begin or end with white space", problem(Name.class, name));
  }

  @Test
  void whiteSpaceWithinANameIsTaken() {
    assertEquals("Ada L\u00a0v", read(Name.class, "Ada L\u00a0v").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {" ada", "ada ", "\t\u00a0ada\u3000\n", "ada"})
  void whiteSpaceAroundASoughtTextIsIgnored(String text) {
    assertEquals("ada", read(Sought.class, text).text());
  }

  @Test
  void aSoughtTextOfWhiteSpaceIsEmpty() {
    assertEquals("must not be empty", problem(Sought.class, " \u3000"));
    assertEquals("a b", read(Sought.class, " a b ").text());
  }

  @Test
  void lineBreaksAndTabsAreAcceptedInATextOfSeveralLines() {
    for (var text : List.of("a\r\n\tb\nc", "a\u2028b\u2029c")) {
      assertEquals(text, read(Lines.class, text).text());
    }
    assertEquals(UNSEEN, problem(Lines.class, "a\u000bb"));
  }
}
