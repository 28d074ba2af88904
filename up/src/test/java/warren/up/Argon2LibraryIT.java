package warren.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A libargon2 built and configured as documented. */
final class Argon2LibraryIT {
  private static final String SETTING = "WARREN_ARGON2_LIBRARY";
  private static final String PASSWORD = "staple in a stable";

  @TempDir static Path folder;

  private static Path built;

  @BeforeAll
  static void build() throws Exception {
    var script = Path.of("../deploy/argon2/build").toAbsolutePath().normalize().toString();
    try (var build = Launched.program(folder, Map.of(), List.of(script, "built"))) {
      assertEquals(0, build.exit(), build::output);
      built = folder.toRealPath().resolve("built/libargon2.so");
      assertEquals(built + "\n", build.out());
    }
  }

  @Test
  void itsHashesEqualThoseOfTheBundledLibrary() throws Exception {
    var data = Map.of("XDG_DATA_HOME", folder.resolve("data").toString());
    String administrator;
    try (var up = up(Map.of("XDG_DATA_HOME", data.get("XDG_DATA_HOME"), SETTING, built + ""))) {
      assertComputedBy(built.toString(), up);
      assertEquals(List.of(built.toString()), libraries(up));
      administrator = up.shown("password");
      try (var create = Launched.start(data, "admin", "create", "root").type(PASSWORD)) {
        assertEquals(0, create.exit(), create::output);
      }
      assertLogsIn(up, "root", PASSWORD);
      stop(up);
    }
    try (var up = up(data)) {
      assertComputedBy("the libargon2 of argon2-jvm", up);
      // that of the build, and not the system's
      assertEquals(List.of(bundled().toString()), libraries(up));
      assertLogsIn(up, "admin", administrator);
      stop(up);
    }
  }

  private static Path bundled() throws Exception {
    var folder = System.getProperty("os.arch").equals("aarch64") ? "linux-aarch64" : "linux-x86-64";
    return Path.of("target/lib/native", folder, "libargon2.so").toRealPath();
  }

  private static Launched up(Map<String, String> settings) throws Exception {
    return Launched.start(settings, "up", "--no-gateway", "--amqp-port=0", "--health-port=0")
        .awaitUp();
  }

  private static void stop(Launched up) throws Exception {
    up.signal("TERM");
    up.exit();
  }

  private static void assertComputedBy(String library, Launched up) {
    var line = "Argon2 is computed by " + library;
    assertEquals(1, up.err().lines().filter(logged -> logged.endsWith(line)).count(), up::output);
  }

  /** The files named libargon2 that a process has loaded. */
  private static List<String> libraries(Launched process) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/maps")).stream()
        .map(line -> line.replaceFirst("^[^/]*", ""))
        .filter(file -> file.contains("libargon2"))
        .distinct()
        .toList();
  }

  private static void assertLogsIn(Launched up, String name, String password) throws Exception {
    var there = Map.of("WARREN_AMQP_URI", up.shown("AMQP"));
    try (var login = Launched.start(there, "login", name).type(password)) {
      assertEquals(0, login.exit(), login::output);
    }
  }

  @Test
  void aFileThatIsNotALibraryPreventsTheStart() throws Exception {
    var file = Files.writeString(folder.resolve("text.so"), "this is text");
    assertPreventsTheStart("%1$s is not a library with Argon2: %1$s: file too short", file);
  }

  @Test
  void aMissingFilePreventsTheStart() throws Exception {
    var file = folder.resolve("missing.so");
    try (var serve = serve(file)) {
      assertEquals(1, serve.exit());
      assertEquals(SETTING + " must name a readable file\n", serve.err());
    }
  }

  @Test
  void aLibraryWithoutArgon2PreventsTheStart() throws Exception {
    var file = compile("empty", "int nothing;");
    try (var serve = serve(file)) {
      assertEquals(1, serve.exit());
      var sentence = "%s: %s is not a library with Argon2: ".formatted(SETTING, file);
      assertTrue(serve.err().startsWith(sentence), serve.err());
      assertTrue(serve.err().contains("undefined symbol"), serve.err());
      assertEquals(1, serve.err().lines().count(), serve.err());
    }
  }

  @Test
  void aLibraryWithAConstantResultPreventsTheStart() throws Exception {
    assertPreventsTheStart(
        "%s computes Argon2 wrongly.", compile("constant", constant("return 0;")));
  }

  @Test
  void aLibraryWhoseFunctionsFailPreventsTheStart() throws Exception {
    assertPreventsTheStart(
        "%s computes Argon2 wrongly.", compile("failing", constant("return -1;")));
  }

  /** A library that returns one constant hash, and accepts every password. */
  private static String constant(String end) {
    return """
        #include <string.h>
        static const char ANSWER[] =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        unsigned long argon2_encodedlen() { return sizeof ANSWER; }
        const char *argon2_error_message(int error) { return "failed"; }
        int argon2i_verify() { END }
        int argon2id_verify() { END }
        int argon2i_hash_encoded() { END }
        int argon2id_hash_encoded(
            unsigned passes, unsigned memory, unsigned lanes, const void *password, unsigned long length,
            const void *salt, unsigned long salt_length, unsigned long tag, char *encoded) {
          strcpy(encoded, ANSWER);
          END
        }
        """
        .replace("END", end);
  }

  private static Path compile(String name, String source) throws Exception {
    var library = folder.resolve(name + ".so");
    var file = Files.writeString(folder.resolve(name + ".c"), source, UTF_8);
    var gcc = List.of("gcc", "-shared", "-fPIC", "-o", library.toString(), file.toString());
    try (var compiler = Launched.program(folder, Map.of(), gcc)) {
      assertEquals(0, compiler.exit(), compiler::output);
    }
    return library;
  }

  private static void assertPreventsTheStart(String sentence, Path library) throws Exception {
    try (var serve = serve(library)) {
      assertEquals(1, serve.exit());
      assertEquals(SETTING + ": " + sentence.formatted(library) + "\n", serve.err());
    }
  }

  private static Launched serve(Path library) throws Exception {
    return Launched.start(
        Map.of(
            SETTING,
            library.toString(),
            "WARREN_DB_URL",
            "jdbc:postgresql://127.0.0.1:1/none",
            "WARREN_SECRET",
            "-".repeat(32)),
        "serve");
  }
}
