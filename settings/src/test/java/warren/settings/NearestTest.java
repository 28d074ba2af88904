package warren.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> NAMES = List.of("serve", "migrate", "call", "login", "help");

  @ParameterizedTest
  @CsvSource({
    "serve, serve",
    "serv, serve", // a letter is missing
    "serrve, serve", // a letter is too many
    "sarve, serve", // a letter differs
    "srevé, serve",
    "cal, call",
    "calls, call",
    "loginn, login",
    "mgrt, migrate",
    "'', call"
  })
  void theNameWithTheSmallestDistanceIsFound(String written, String meant) {
    assertEquals(meant, Nearest.of(written, NAMES));
  }

  @Test
  void ofTwoEqualDistancesTheFirstNameInAlphabeticalOrderIsFound() {
    assertEquals("aa", Nearest.of("ab", List.of("bb", "aa")));
    assertEquals("aa", Nearest.of("ab", List.of("aa", "bb")));
  }

  @Test
  void namesAreRequired() {
    assertThrows(NoSuchElementException.class, () -> Nearest.of("a", List.of()));
  }
}
