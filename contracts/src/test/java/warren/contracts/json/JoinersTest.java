package warren.contracts.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.contracts.json.Reading.problem;
import static warren.contracts.json.Reading.read;

import com.ibm.icu.text.UnicodeSet;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinersTest {
  public record Plain(String text) {}

  private static BitSet icu(String pattern) {
    var set = new BitSet();
    new UnicodeSet(pattern)
        .ranges()
        .forEach(range -> set.set(range.codepoint, range.codepointEnd + 1));
    return set;
  }

  @Test
  void theSetsAreThoseOfUnicode() {
    assertEquals(icu("[:ccc=9:]"), Joiners.VIRAMA);
    assertEquals(icu("[[:jt=L:][:jt=D:]]"), Joiners.JOINS_NEXT);
    assertEquals(icu("[[:jt=R:][:jt=D:]]"), Joiners.JOINS_PREVIOUS);
    assertEquals(icu("[:ExtPict:]"), Joiners.PICTOGRAPH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "می\u200cخواهم", // Persian
        "سَ\u200cه", // a mark before the joiner
        "ශ්\u200dරී", // Sinhala
        "ന്\u200d", // Malayalam
        "क्\u200cष", // Devanagari, a non-joiner after a virama
        "👩\u200d💻",
        "👩🏽\u200d🚀",
        "🏳️\u200d🌈",
        "👨\u200d👩\u200d👧"
      })
  void joinersAreAcceptedWhereTheyChangeTheText(String text) {
    assertEquals(text, read(Plain.class, text).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u200cb",
        "a\u200db",
        "\u200c",
        "خ\u200c", // no letter after it
        "\u200cخ",
        "د\u200cخ", // a letter that does not join the next one
        "خ\u200dخ",
        "می\u200c\u200cخواهم",
        "👩\u200da",
        "a\u200d💻",
        "👩\u200d",
        "👩\u200c💻"
      })
  void joinersAreRefusedElsewhere(String text) {
    assertEquals(
        "must not contain control, format or unassigned characters", problem(Plain.class, text));
  }
}
