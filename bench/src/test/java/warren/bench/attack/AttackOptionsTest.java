package warren.bench.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages for invalid options of {@code ./warren attack}. */
final class AttackOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--duration 5    | --duration is 5: it must be a time such as 2m.",
        "--size 0        | --size is 0: it must be at least 1.",
        "--only nonsense | Invalid value for option '--only' (FLOOD): expected one of [TEXTS, BODIES,"
            + " REPLIES, CONNECTIONS, CREATIONS, LOGINS, OVERLOAD] (case-insensitive) but was 'nonsense'.",
      })
  void anInvalidOptionIsReportedInOneSentence(String commandLine, String sentence) {
    var err = new StringWriter();
    var line = Attack.commandLine().setErr(new PrintWriter(err));
    assertEquals(2, line.execute(commandLine.split(" +", -1)));
    assertEquals(
        List.of(sentence, "Run `warren attack --help` for usage."),
        err.toString().lines().toList());
  }
}
