package warren.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.local.FreePort;

/** What README.md says to paste, pasted. */
final class ReadmeIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");

  @Test
  void theQuickstartWorksAsItStandsThere(@TempDir Path folder) throws Exception {
    var blocks = blocks();
    assertEquals("./warren up\n", blocks.get(0));

    var amqpPort = Integer.toString(FreePort.pick());
    var healthPort = Integer.toString(FreePort.pick());
    var data = folder.resolve("data").toString();
    try (var up =
        Launched.start("up", "--data", data, "--amqp-port", amqpPort, "--health-port", healthPort)
            .awaitUp()) {
      var printed = paste(blocks.get(1), up.shown("AMQP"), folder.resolve("printed"));
      assertTrue(printed.contains("\"enabled\" : true"), printed);
      assertTrue(printed.contains("\"username\" : \"ada\""), printed);
      up.signal("TERM");
      assertEquals(0, up.exit());
    }
  }

  @Test
  void theQuickstartIsShortAndComesFirst() throws Exception {
    var text = Files.readString(HOME.resolve("README.md"));
    var end = text.indexOf("```", text.indexOf(blocks().get(1)));
    assertTrue(text.substring(0, end).lines().count() <= 25, "it ends below line 25");
    assertTrue(blocks().get(0).lines().count() + blocks().get(1).lines().count() <= 12);
  }

  private static List<String> blocks() throws Exception {
    return SHELL
        .matcher(Files.readString(HOME.resolve("README.md")))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  /** Runs the lines in a shell, typing ada's password where it is asked for. */
  private static String paste(String lines, String amqpUri, Path printed) throws Exception {
    var builder =
        new ProcessBuilder("bash", "-e", "-c", lines)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().put("WARREN_AMQP_URI", amqpUri);
    builder.environment().put("WARREN_SKIP_BUILD", "1");
    var shell = builder.start();
    try (var in = shell.outputWriter(UTF_8)) {
      in.write("correct horse battery\n");
    }
    assertTrue(shell.waitFor(60, TimeUnit.SECONDS));
    var text = Files.readString(printed);
    assertEquals(0, shell.exitValue(), text);
    return text;
  }
}
