package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** What the pages in docs say to paste, pasted by somebody who has done what README.md says. */
final class DocsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DOCS = ShellBlocks.HOME.resolve("docs");

  private static Launched up;
  private static Map<String, String> there;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    up =
        Launched.start(
                "up",
                "--data",
                folder.toString(),
                "--amqp-port",
                "0",
                "--health-port",
                "0",
                "--http-port",
                "0")
            .awaitUp();
    there = Map.of("WARREN_AMQP_URI", up.shown("AMQP"));
  }

  @AfterAll
  static void stop() throws Exception {
    up.signal("TERM");
    up.exit();
    up.close();
  }

  @Test
  void everyBlockWorksAsItStandsThere(@TempDir Path folder) throws Exception {
    var admin = login("admin", up.shown("password"));
    var ada =
        data("RequestAccountCreate", "{\"username\": \"ada\", \"password\": \"a long password\"}")
            .get("user-id")
            .textValue();
    var variables = Map.of("ADMIN", admin, "ADA", ada, "WARREN_AMQP_URI", up.shown("AMQP"));
    var session = folder.resolve("session");
    Files.writeString(session, "set -euo pipefail\n" + String.join("", blocks()));
    try (var shell =
        Launched.program(ShellBlocks.HOME, variables, List.of("bash", session.toString()))) {
      assertEquals(0, shell.exit(), shell::told);
    }
    assertEquals(List.of("librarian", "user"), roles(login("ada", "a long password")));
  }

  /** Those of all pages. */
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

  private static String login(String username, String password) throws Exception {
    try (var login = Launched.start(there, "login", username).type(password)) {
      assertEquals(0, login.exit(), login::told);
      return login.out().strip();
    }
  }

  private static JsonNode data(String... call) throws Exception {
    var arguments = Stream.concat(Stream.of("call"), Stream.of(call)).toArray(String[]::new);
    try (var command = Launched.start(there, arguments)) {
      assertEquals(0, command.exit(), command::told);
      return JSON.readTree(command.out()).get("data");
    }
  }

  private static List<String> roles(String token) throws Exception {
    List<String> names = new ArrayList<>();
    for (var role : data("RequestAccountData", "--jwt", token).get("roles")) {
      names.add(role.get("name").textValue());
    }
    return names.stream().sorted().toList();
  }
}
