package warren.up;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The help, and the messages for mistakes on the command line. */
final class MistakesTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "hlep                     | There is no command 'hlep'; did you mean help? | help",
        "upp                      | There is no command 'upp'; did you mean up? | help",
        "check-confg              | There is no command 'check-confg'; did you mean check-config? | help",
        "help clal                | There is no command 'clal'; did you mean call? | help",
        "help nosuch              | There is no command 'nosuch'. | help",
        "help admin crate         | There is no command 'crate'; did you mean create? | help admin",
        "help up nosuch           | up does not accept the argument 'nosuch'. | help up",
        "archive                  | There is no command 'archive'; did you mean archive-classes? | help",
        "up --nosuch              | There is no option '--nosuch'. | help up",
        "up --http-port 65536     | Invalid value for option '--http-port': '65536' is not a port number from 0 to 65535. | help up",
        "up --amqp-port -1        | Invalid value for option '--amqp-port': '-1' is not a port number from 0 to 65535. | help up",
        "up --health-port x       | Invalid value for option '--health-port': 'x' is not a port number from 0 to 65535. | help up",
        "--halp                   | There is no option '--halp'; did you mean --help? | help",
        "up --amqp-prt 1          | There is no option '--amqp-prt'; did you mean --amqp-port? | help up",
        "call A --jtw x           | There is no option '--jtw'; did you mean --jwt? | help call",
        "call                     | Missing required parameter: 'OPERATION'. | help call",
        "call A --timeout 5x      | Invalid value for option '--timeout': '5x' is not a duration such as 5s. | help call",
        "call A {} more           | call does not accept the argument 'more'. | help call",
        "login                    | Missing required parameter: 'USERNAME'. | help login",
        "import                   | Missing required parameter: 'FILE'. | help import",
        "admin                    | Missing required subcommand. | help admin",
        "admin crate ada          | There is no command 'crate'; did you mean create? | help admin",
        "admin create             | Missing required parameter: 'USERNAME'. | help admin create",
        "admin create ada --mail x | There is no option '--mail'; did you mean --email? | help admin create",
        "serve now                | serve does not accept the argument 'now'. | help serve",
      })
  void aMistakeIsReportedInOneSentenceWithTheNearestName(
      String commandLine, String sentence, String help) {
    assertEquals(2, run(commandLine.split(" +", -1)));
    assertEquals("", out.toString());
    assertEquals(
        List.of(sentence, "`warren " + help + "` prints the usage."),
        err.toString().lines().toList());
  }

  @Test
  void theHelpListsEveryCommand() {
    assertEquals(0, run("help"));
    var commands =
        out.toString()
            .lines()
            .filter(line -> line.matches("  [a-z-]+  .*"))
            .map(line -> line.strip().split(" ", 2)[0])
            .toList();
    assertEquals(
        List.of(
            "up",
            "test",
            "bench",
            "attack",
            "gateway",
            "archive-classes",
            "serve",
            "migrate",
            "check-config",
            "call",
            "login",
            "import",
            "admin",
            "keys",
            "secret",
            "help"),
        commands);
  }

  @Test
  void withoutACommandTheHelpIsPrinted() {
    assertEquals(2, run());
    assertEquals("", out.toString());
    assertTrue(err.toString().startsWith("Usage: warren [-hV] COMMAND\n"), err.toString());
  }

  @Test
  void everyCommandHasAHelp() {
    var commands = Main.commandLine().getSubcommands().keySet();
    assertEquals(16, commands.size());
    for (var command : commands) {
      out.getBuffer().setLength(0);
      assertEquals(0, run(command, "--help"), command);
      var asked = out.toString();
      assertTrue(asked.contains("Usage: warren " + command), asked);
      out.getBuffer().setLength(0);
      assertEquals(0, run("help", command), command);
      assertEquals(asked, out.toString());
    }
    out.getBuffer().setLength(0);
    assertEquals(0, run("admin", "create", "--help"));
    var asked = out.toString();
    assertTrue(asked.contains("Usage: warren admin create"), asked);
    out.getBuffer().setLength(0);
    assertEquals(0, run("help", "admin", "create"));
    assertEquals(asked, out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void theOptionsOfTestsAreNotWrapped() {
    assertEquals(0, run("test", "--help"));
    var test = requireNonNull(Main.commandLine().getSubcommands().get("test"));
    for (var line : test.getCommandSpec().usageMessage().footer()) {
      assertTrue(out.toString().lines().toList().contains(line), line);
    }
  }
}
