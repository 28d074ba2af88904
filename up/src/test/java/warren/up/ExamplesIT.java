package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example programs, run as documented. */
final class ExamplesIT {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

  private static final Map<String, String> EVENTS =
      Map.of("WARREN_EVENTS_EXCHANGE", "accounts.events");

  private static final Pattern CREATED_AND_BANNED =
      Pattern.compile("\\S+Z account\\.created (\\S{36})\n\\S+Z account\\.banned \\1\n");

  private static StartedUp up;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    up = StartedUp.start(EVENTS, "--data", data.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    up.close();
  }

  private static void assertWalks(Path folder, String... command) throws Exception {
    var settings =
        Map.of("WARREN_AMQP_URI", up.shown("AMQP"), "WARREN_ADMIN_PASSWORD", up.shown("password"));
    try (var example = Launched.program(folder, settings, List.of(command))) {
      assertEquals(0, example.exit(), example::output);
      // Maven prints an escape sequence at the end even without a terminal
      assertEquals("", example.err().replace("\u001b[0m", ""));
      assertEquals(
          """
          logged in as admin
          created NAME
          NAME is a user
          banned NAME
          refused: This account is banned.
          """,
          example.out().replace("\u001b[0m", "").replaceAll("[a-z]+-[0-9a-f]+", "NAME"));
    }
  }

  @Test
  void inNode() throws Exception {
    var folder = NodeFolder.install(EXAMPLES.resolve("node"), "example");
    assertWalks(folder, "node", "accounts.mjs");
  }

  @Test
  void inNestJs() throws Exception {
    var folder = NodeFolder.install(EXAMPLES.resolve("nestjs"), "nestjs-example");
    assertWalks(folder, "node", "accounts.mjs");
  }

  /** With {@code warren-client} and the contracts installed, and no other module of Warren. */
  @Test
  void inJava(@TempDir Path scratch) throws Exception {
    var repository = LocalRepository.withClientAlone();
    assertWalks(
        copy("java", scratch),
        "mvn",
        "-q",
        "-B",
        "-Dmaven.repo.local=" + repository,
        "compile",
        "exec:exec");
  }

  @Test
  void inSpring(@TempDir Path scratch) throws Exception {
    assertWalks(copy("spring", scratch), "mvn", "-q", "-B", "compile", "exec:exec");
  }

  /** A copy of a Maven project, so that nothing is built among the sources. */
  private static Path copy(String example, Path scratch) throws IOException {
    for (var file : List.of("pom.xml", "src/main/java/Accounts.java")) {
      var copy = scratch.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(EXAMPLES.resolve(example).resolve(file), copy);
    }
    return scratch;
  }

  @Test
  void inPython() throws Exception {
    assertWalks(EXAMPLES, "/usr/bin/python3", "python/accounts.py");
  }

  @Test
  void aConsumerOfEventsPrintsEach() throws Exception {
    var command = List.of("/usr/bin/python3", "python/events.py");
    try (var example = Launched.program(EXAMPLES, up.settings(), command)) {
      example.await("it consumes", () -> example.out().startsWith("waiting for events\n"));
      assertWalks(EXAMPLES, "/usr/bin/python3", "python/accounts.py");
      example.await("both are printed", () -> CREATED_AND_BANNED.matcher(example.out()).find());
    }
  }

  @Test
  void inAShell() throws Exception {
    assertWalks(EXAMPLES, "shell/accounts.sh");
  }

  private static Launched overHttp(String password) throws Exception {
    var gateway = up.shown("HTTP").replace("/docs", "");
    return Launched.program(
        EXAMPLES,
        Map.of("GATEWAY", gateway, "WARREN_ADMIN_PASSWORD", password),
        List.of("http/all.sh"));
  }

  /** Repeated: each run uses new names, so it needs no cleanup. */
  @RepeatedTest(2)
  void overHttp() throws Exception {
    try (var walk = overHttp(up.shown("password"))) {
      assertEquals(0, walk.exit(), walk::output);
      assertEquals("", walk.err());
      assertTrue(
          walk.out().endsWith("\nall requests returned the expected responses\n"), walk::output);
      for (var api : List.of("rpc", "havoc", "authorization", "vestec", "django")) {
        assertTrue(walk.out().contains("\n200 POST /" + api + "/"), walk::output);
      }
    }
  }

  @Test
  void overHttpTheFirstUnexpectedResponseEndsTheRun() throws Exception {
    try (var walk = overHttp("not the password")) {
      assertEquals(1, walk.exit(), walk::output);
      assertEquals("", walk.out());
      assertEquals(
          """
          bridge.sh: POST /rpc/RequestLoginToken returned 401 instead of 200: \
          {"data":null,"error":{"code":"bad_credentials",\
          "message":"The username or the password is wrong."}}
          """,
          walk.err());
    }
  }
}
