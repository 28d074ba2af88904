package warren.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
  private static final List<String> NAMES =
      List.of("serve", "migrate", "call", "login", "help", "up", "archive-classes");

  @ParameterizedTest
  @CsvSource({
    "serve, serve",
    "serv, serve", // a letter is missing
    "serrve, serve", // a letter is too many
    "sarve, serve", // a letter differs
    "cal, call",
    "calls, call",
    "loginn, login",
    "mgrat, migrate",
    "arhive-clases, archive-classes",
    "arhve-clss, archive-classes" // five of 15 letters are missing
  })
  void theNameWithTheSmallestDistanceIsFound(String written, String meant) {
    assertEquals(Optional.of(meant), Nearest.of(written, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"archive, archive-classes", "m, migrate", "h, help"})
  void aNameThatBeginsWithWhatWasWrittenIsFound(String written, String meant) {
    assertEquals(Optional.of(meant), Nearest.of(written, NAMES));
  }

  @Test
  void aNameThatBeginsWithWhatWasWrittenIsBetterThanASimilarName() {
    var names = List.of("--help", "--http-timeout", "--http-port");
    assertEquals(Optional.of("--http-port"), Nearest.of("--http", names));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nosuch", "go", "mgrt", "slove-it", "arhve-cls"})
  void noNameIsFoundIfNoneIsSimilar(String written) {
    assertEquals(Optional.empty(), Nearest.of(written, NAMES));
  }

  @Test
  void ofTwoEqualDistancesTheFirstNameInAlphabeticalOrderIsFound() {
    assertEquals(Optional.of("aa"), Nearest.of("ab", List.of("bb", "aa")));
    assertEquals(Optional.of("aa"), Nearest.of("ab", List.of("aa", "bb")));
  }

  @Test
  void noNameIsFoundAmongNone() {
    assertEquals(Optional.empty(), Nearest.of("a", List.of()));
  }
}
