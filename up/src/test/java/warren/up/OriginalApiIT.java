package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in Node, by the original API document, against {@code ./warren up}. */
final class OriginalApiIT {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path FOLDER = Path.of("target/node");

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

  private static Launched up;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    up =
        Launched.start("up", "--data", data.toString(), "--amqp-port", "0", "--health-port", "0")
            .awaitUp();
    copySources();
    try (var npm = Launched.program(FOLDER, Map.of(), List.of("npm", "ci"))) {
      assertEquals(0, npm.exit(), npm::told);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    up.signal("TERM");
    up.exit();
    up.close();
  }

  /** So that nothing is installed among the sources. */
  private static void copySources() throws IOException {
    Files.createDirectories(FOLDER);
    try (var files = Files.newDirectoryStream(SOURCES, Files::isRegularFile)) {
      for (var file : files) {
        Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void theDocumentIsWalkedFromTopToBottom() throws Exception {
    try (var walk = walk(up.shown("password"))) {
      assertEquals(0, walk.exit(), walk::told);
      assertEquals(OPERATIONS, sections(walk), walk::told);
    }
  }

  @Test
  void theFirstStepThatFailsEndsTheWalk() throws Exception {
    try (var walk = walk("not the password")) {
      assertEquals(1, walk.exit(), walk::told);
      assertEquals(List.of("RequestLoginToken"), sections(walk), walk::told);
      assertTrue(walk.out().contains("\nFAILED  admin logs in\nexpected: {\n"), walk::told);
      assertTrue(walk.out().contains("code: 'bad_credentials'"), walk::told);
    }
  }

  private static Launched walk(String password) throws Exception {
    return Launched.program(
        FOLDER,
        Map.of("WARREN_AMQP_URI", up.shown("AMQP"), "WARREN_ADMIN_PASSWORD", password),
        List.of("node", "original-api.mjs"));
  }

  private static List<String> sections(Launched walk) {
    return walk.out()
        .lines()
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3))
        .toList();
  }
}
