package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.up.ShellBlocks.HOME;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.local.FreePort;

/** The shell commands in README.md, executed on a terminal. */
final class ReadmeIT {
  private static final Path README = HOME.resolve("README.md");
  private static final Pattern QUESTION = Pattern.compile("Password of (\\w+): ");
  private static final String PRINT_FAILURES =
      """
      set -o pipefail
      trap 'echo "failed: $BASH_COMMAND"' ERR
      """;

  /** A login and the password that is typed for it. */
  private record Login(String username, String password) {}

  @Test
  void everyBlockWorksAsPrinted(@TempDir Path folder) throws Exception {
    var blocks = ShellBlocks.of(README);
    assertEquals("./warren up\n", blocks.get(0));
    var lines = String.join("", blocks.subList(1, blocks.size()));

    var amqpPort = Integer.toString(FreePort.pick());
    var healthPort = Integer.toString(FreePort.pick());
    var data = folder.resolve("data").toString();
    try (var up =
        Launched.start(
                "up",
                "--data",
                data,
                "--amqp-port",
                amqpPort,
                "--health-port",
                healthPort,
                "--http-port",
                "0")
            .awaitUp()) {
      var logins =
          List.of(
              new Login("ada", "correct horse battery"),
              new Login("admin", up.shown("password")),
              new Login("ada", "staple in a stable"));
      var printed = paste(lines, logins, up.shown("AMQP"), folder.resolve("session"));
      assertEquals(refused(lines), failed(printed), printed);
      assertTrue(printed.contains("\"enabled\" : true"), printed);
      assertTrue(printed.contains("\"username\" : \"ada\""), printed);
      assertTrue(printed.contains("type: ConfirmSetPassword\r\n"), printed);
      assertTrue(printed.contains("This account is banned.\r\n"), printed);
      up.signal("TERM");
      assertEquals(0, up.exit());
    }
  }

  @Test
  void theQuickstartIsShortAndComesFirst() throws Exception {
    var text = Files.readString(README);
    var blocks = ShellBlocks.of(README);
    var end = text.indexOf("```", text.indexOf(blocks.get(1)));
    assertTrue(text.substring(0, end).lines().count() <= 25, "the quickstart ends after line 25");
    assertTrue(blocks.get(0).lines().count() + blocks.get(1).lines().count() <= 12);
  }

  /** Runs the lines in one shell on a terminal, and types each password at its prompt. */
  private static String paste(String lines, List<Login> logins, String amqpUri, Path session)
      throws Exception {
    Files.writeString(session, PRINT_FAILURES + lines);
    var command = List.of("script", "--quiet", "--flush", "-c", "bash " + session, "/dev/null");
    try (var shell = Launched.program(HOME, Map.of("WARREN_AMQP_URI", amqpUri), command)) {
      List<String> answered = new ArrayList<>();
      for (var login : logins) {
        shell.await("it asks for a password", () -> asked(shell).size() > answered.size());
        shell.typeNext(login.password());
        answered.add(login.username());
      }
      shell.exit();
      assertEquals(answered, asked(shell), shell::output);
      for (var login : logins) {
        assertFalse(shell.out().contains(login.password()), "a password is shown");
      }
      return shell.out();
    }
  }

  private static List<String> asked(Launched shell) {
    return QUESTION.matcher(shell.out()).results().map(question -> question.group(1)).toList();
  }

  /** The commands with the comment {@code # refused}. */
  private static List<String> refused(String lines) {
    return lines
        .lines()
        .filter(line -> line.contains("# refused"))
        .map(line -> line.substring(0, line.indexOf('#')).strip())
        .toList();
  }

  private static List<String> failed(String printed) {
    return printed
        .lines()
        .filter(line -> line.startsWith("failed: "))
        .map(line -> line.substring("failed: ".length()))
        .toList();
  }
}
