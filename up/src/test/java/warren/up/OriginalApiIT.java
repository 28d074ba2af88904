package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Node program that follows the original API document, against {@code ./warren up}. */
final class OriginalApiIT {
  /** The operations in the order of the document. */
  private static final List<String> OPERATIONS =
      List.of(
          "RequestLoginToken",
          "RequestInvalidateLoginToken",
          "RequestAccountCreate",
          "RequestAccountReset",
          "RequestAccountPasswordUpdate",
          "RequestAccountDelete",
          "UpdateAccountPrivileges",
          "UpdateAccount",
          "RequestAccountData",
          "RequestBanUser",
          "RequestFlagUser",
          "RequestAllFlagged",
          "RequestUsername");

  private static final String EXCHANGE = "rapid";

  private static Path folder;
  private static StartedUp up;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    folder = NodeFolder.install("original-api");
    up = launch(data);
  }

  private static StartedUp launch(Path data) throws Exception {
    var settings = Map.of("WARREN_LEGACY_EXCHANGE", EXCHANGE);
    return StartedUp.start(settings, "--data", data.toString(), "--no-gateway");
  }

  @AfterAll
  static void stop() throws Exception {
    up.close();
  }

  @Test
  void allOperationsOfTheDocumentWork() throws Exception {
    try (var walk = walk(up)) {
      assertEquals(0, walk.exit(), walk::output);
      assertEquals(OPERATIONS, sections(walk), walk::output);
    }
  }

  @Test
  void allOperationsWorkThroughTheLegacyExchange(@TempDir Path data) throws Exception {
    try (var fresh = launch(data);
        var walk = walk(fresh, EXCHANGE)) {
      assertEquals(0, walk.exit(), walk::output);
      assertEquals(OPERATIONS, sections(walk), walk::output);
    }
  }

  @Test
  void theFirstFailureEndsTheRun() throws Exception {
    try (var walk = walk(up.shown("AMQP"), "not the password")) {
      assertEquals(1, walk.exit(), walk::output);
      assertEquals(List.of("RequestLoginToken"), sections(walk), walk::output);
      assertTrue(walk.out().contains("\nFAILED  admin logs in\nexpected: {\n"), walk::output);
      assertTrue(walk.out().contains("code: 'bad_credentials'"), walk::output);
    }
  }

  private static Launched walk(StartedUp there, String... arguments) throws Exception {
    return walk(there.shown("AMQP"), there.shown("password"), arguments);
  }

  private static Launched walk(String broker, String password, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "original-api.mjs"));
    command.addAll(List.of(arguments));
    return Launched.program(
        folder, Map.of("WARREN_AMQP_URI", broker, "WARREN_ADMIN_PASSWORD", password), command);
  }

  private static List<String> sections(Launched walk) {
    return walk.out()
        .lines()
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3))
        .toList();
  }
}
