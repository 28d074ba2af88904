package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./warren test} says on a machine where something is missing. */
final class TestCommandIT {
  @TempDir Path programs;

  @Test
  void nodeAndNoWayToInstallIt() throws Exception {
    assertMissing("Node.js or npm", "nodejs npm", "node");
  }

  @Test
  void chromiumAndNoWayToInstallIt() throws Exception {
    assertMissing("Chromium", "chromium", "node", "npm");
  }

  /** Where these are there, and what was asked for before. */
  private void assertMissing(String missing, String packages, String... there) throws Exception {
    for (var program : List.of("bash", "readlink", "dirname", "cat")) {
      write(program, "exec %s \"$@\"".formatted(find(program)));
    }
    // as if they were there; no test is to run
    for (var program : List.of("mvn", "rabbitmq-server")) {
      write(program, "exit 1");
    }
    for (var program : there) {
      write(program, "exit 1");
    }
    var environment =
        Map.of("PATH", programs.toString(), "JAVA_HOME", System.getProperty("java.home"));

    try (var test = Launched.start(environment, "test")) {
      assertEquals(1, test.exit());
      assertEquals(
          "warren: %s is missing: install it (Debian, Ubuntu: apt-get install %s).\n"
              .formatted(missing, packages),
          test.err());
      assertEquals("", test.out());
    }
  }

  private void write(String program, String script) throws IOException {
    var file = Files.writeString(programs.resolve(program), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static Path find(String program) throws IOException {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
