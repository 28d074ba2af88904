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
import org.junit.jupiter.params.provider.ValueSource;

/** The messages for invalid options and settings. */
final class InvalidOptionsTest {
  private static final Map<String, String> EXTERNAL =
      Map.of(
          "WARREN_AMQP_URI", "amqp://127.0.0.1:1",
          "WARREN_DB_URL", "jdbc:postgresql://127.0.0.1:1/bench");

  private final StringWriter err = new StringWriter();

  private int run(Map<String, String> environment, String... arguments) {
    return Bench.commandLine(environment).setErr(new PrintWriter(err)).execute(arguments);
  }

  private void assertMessage(String... lines) {
    assertEquals(List.of(lines), err.toString().lines().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--parts start,widows      | Unknown part 'widows'; did you mean windows?",
        "--parts nonsense          | Unknown part 'nonsense'.",
        "--subjects Mix,UpdateAcct | Unknown operation 'UpdateAcct'; did you mean UpdateAccount?",
        "--rounds 0                | --rounds is 0: it must be at least 1.",
        "--rounds many             | Invalid value for option '--rounds': 'many' is not an int.",
        "--seconds 0               | --seconds is 0: it must be at least 1.",
        "--warm-up -1              | --warm-up is -1: it must be at least 1.",
        "--windows 16,0            | --windows is 0: it must be at least 1.",
        "--windows 16,60001        | --windows is 60001: it must be at most 60000.",
        "--processes 0             | --processes is 0: it must be at least 1.",
        "--small 0                 | --small is 0: it must be at least 1.",
        "--small 63                | --small is 63: it must be at least 64, one account for each request in flight.",
        "--large 10000             | --large is 10000: it must be greater than --small, which is 10000.",
        "--memory-requests 0       | --memory-requests is 0: it must be at least 1.",
        "--round 1                 | Unknown options: '--round', '1'.",
      })
  void anInvalidOptionIsReportedInOneSentence(String commandLine, String sentence) {
    assertEquals(2, run(Map.of(), commandLine.split(" +", -1)));
    assertMessage(sentence, "Run `warren bench --help` for usage.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sizes", "audit"})
  void partsWithSeveralDatabasesAreRefusedOnExternalServers(String part) {
    assertEquals(2, run(EXTERNAL, "--parts", "start," + part));
    assertMessage(
        "The part %s requires private servers: omit it, or unset WARREN_AMQP_URI and WARREN_DB_URL."
            .formatted(part),
        "Run `warren bench --help` for usage.");
  }

  @ParameterizedTest
  @CsvSource({"WARREN_AMQP_URI, WARREN_DB_URL", "WARREN_DB_URL, WARREN_AMQP_URI"})
  void brokerAndDatabaseMustBeSetTogether(String set, String missing) {
    assertEquals(1, run(Map.of(set, "any")));
    assertMessage(
        "%s is set but %s is not: set both, or unset both to use private servers."
            .formatted(set, missing));
  }

  @Test
  void anUnreachableExternalDatabaseIsReported(@TempDir Path to) {
    assertEquals(1, run(EXTERNAL, "--to", to.toString()));
    assertMessage(
        "Cannot connect to the database: Connection to 127.0.0.1:1 refused. Check that the hostname"
            + " and port are correct and that the postmaster is accepting TCP/IP connections.");
  }
}
