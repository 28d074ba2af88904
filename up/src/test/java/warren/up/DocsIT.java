package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell commands in docs, executed after those of README.md. */
final class DocsIT {
  private static final Path DOCS = ShellBlocks.HOME.resolve("docs");

  private static StartedUp up;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    up = StartedUp.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    up.close();
  }

  @Test
  void everyBlockWorksAsPrinted(@TempDir Path folder) throws Exception {
    var admin = up.login("admin", up.shown("password"));
    var ada =
        up.call(
                "RequestAccountCreate",
                "{\"username\": \"ada\", \"password\": \"a long password\"}")
            .at("/data/user-id")
            .textValue();
    var variables = Map.of("ADMIN", admin, "ADA", ada, "WARREN_AMQP_URI", up.shown("AMQP"));
    var session = folder.resolve("session");
    Files.writeString(session, "set -euo pipefail\n" + String.join("", blocks()));
    try (var shell =
        Launched.program(ShellBlocks.HOME, variables, List.of("bash", session.toString()))) {
      assertEquals(0, shell.exit(), shell::output);
    }
    assertEquals(List.of("librarian", "user"), roles(up.login("ada", "a long password")));
  }

  /** The shell commands of all pages. */
  private static List<String> blocks() throws Exception {
    List<String> blocks = new ArrayList<>();
    try (Stream<Path> pages = Files.list(DOCS)) {
      for (var page : pages.sorted().toList()) {
        blocks.addAll(ShellBlocks.of(page));
      }
    }
    assertFalse(blocks.isEmpty());
    return blocks;
  }

  private static List<String> roles(String token) throws Exception {
    List<String> names = new ArrayList<>();
    for (var role : up.call("RequestAccountData", "--jwt", token).at("/data/roles")) {
      names.add(role.get("name").textValue());
    }
    return names.stream().sorted().toList();
  }
}
