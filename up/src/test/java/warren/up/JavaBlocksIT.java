package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java that the documentation shows, compiled and run with nothing of Warren but its client and
 * the contracts.
 */
final class JavaBlocksIT {
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern NEEDED =
      Pattern.compile(
          "(warren-(?:client|contracts)|amqp-client|jackson-[a-z0-9-]+|slf4j-api|jspecify)-\\d.*");
  private static final String PROGRAM =
      """
      import java.time.*;
      import java.util.*;
      import warren.client.*;
      import warren.contracts.*;
      import warren.contracts.accounts.*;
      import warren.contracts.moderation.*;
      import warren.contracts.tokens.*;

      class Shown {
        public static void main(String[] arguments) throws Exception {
          var moderatorToken = Secret.of(arguments[0]);
          %s
          %s
          client.close();
        }
      }
      """;

  @Test
  void theBlocksCompileAndPrintTheDocumentedOutput(@TempDir Path folder) throws Exception {
    try (var up = StartedUp.start(folder.resolve("data"))) {
      var token = up.login("admin", up.shown("password"));
      var program = folder.resolve("Shown.java");
      Files.writeString(
          program,
          PROGRAM
              .formatted(blocks("README.md"), blocks("docs/java-client.md"))
              .replace("amqp://guest:guest@127.0.0.1:5672", up.shown("AMQP")));
      var command = List.of("java", "-cp", client(), program.toString(), token);
      var environment = Map.of("WARREN_ADMIN_PASSWORD", up.shown("password"));
      try (var shown = Launched.program(folder, environment, command)) {
        assertEquals(0, shown.exit(), shown::output);
        assertEquals(
            List.of("admin has the role admin", "hello grace", "try again"),
            shown.out().lines().sorted().toList());
      }
    }
  }

  private static String blocks(String page) throws Exception {
    return JAVA.matcher(Files.readString(ShellBlocks.HOME.resolve(page)))
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining("\n"));
  }

  /** The class path of a program that depends on {@code warren-client}. */
  private static String client() throws Exception {
    try (var jars = Files.list(ShellBlocks.HOME.resolve("up/target/lib"))) {
      return jars.filter(jar -> NEEDED.matcher(jar.getFileName().toString()).matches())
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
