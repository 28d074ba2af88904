package warren.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody is told who asks for what can't be measured. */
final class MistakesTest {
  private static final Map<String, String> GIVEN =
      Map.of(
          "WARREN_AMQP_URI", "amqp://127.0.0.1:1",
          "WARREN_DB_URL", "jdbc:postgresql://127.0.0.1:1/bench");

  private final StringWriter err = new StringWriter();

  private int run(Map<String, String> environment, String... arguments) {
    return Bench.commandLine(environment).setErr(new PrintWriter(err)).execute(arguments);
  }

  private void assertSays(String... lines) {
    assertEquals(List.of(lines), err.toString().lines().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--parts start,widows      | There is no part 'widows'; did you mean windows?",
        "--subjects Mix,UpdateAcct | There is no operation 'UpdateAcct'; did you mean UpdateAccount?",
        "--rounds 0                | --rounds is 0: it must be 1 at least.",
        "--rounds many             | Invalid value for option '--rounds': 'many' is not an int.",
        "--seconds 0               | --seconds is 0: it must be 1 at least.",
        "--warm-up -1              | --warm-up is -1: it must be 1 at least.",
        "--windows 16,0            | --windows is 0: it must be 1 at least.",
        "--windows 16,60001        | --windows is 60001: it must be 60000 at most.",
        "--processes 0             | --processes is 0: it must be 1 at least.",
        "--small 0                 | --small is 0: it must be 1 at least.",
        "--small 63                | --small is 63: there must be an account for each of 64 requests at once.",
        "--large 10000             | --large is 10000: it must be more than --small, which is 10000.",
        "--memory-requests 0       | --memory-requests is 0: it must be 1 at least.",
        "--round 1                 | Unknown options: '--round', '1'.",
      })
  void aMistakeIsSaidInOneSentence(String commandLine, String sentence) {
    assertEquals(2, run(Map.of(), commandLine.split(" +", -1)));
    assertSays(sentence, "`warren bench --help` says how it is used.");
  }

  @Test
  void onGivenServersThereIsNoRoomForSizes() {
    assertEquals(2, run(GIVEN, "--parts", "start,sizes"));
    assertSays(
        "The part sizes takes private servers: leave it out, or unset WARREN_AMQP_URI and WARREN_DB_URL.",
        "`warren bench --help` says how it is used.");
  }

  @ParameterizedTest
  @CsvSource({"WARREN_AMQP_URI, WARREN_DB_URL", "WARREN_DB_URL, WARREN_AMQP_URI"})
  void oneServerAloneIsNotEnough(String set, String missing) {
    assertEquals(1, run(Map.of(set, "there")));
    assertSays(
        "%s is set without %s: set both, or neither for private servers.".formatted(set, missing));
  }

  @Test
  void aGivenDatabaseThatIsNotThereIsSaid(@TempDir Path to) {
    assertEquals(1, run(GIVEN, "--to", to.toString()));
    assertSays(
        "No connection to the database: Connection to 127.0.0.1:1 refused. Check that the hostname"
            + " and port are correct and that the postmaster is accepting TCP/IP connections.");
  }
}
