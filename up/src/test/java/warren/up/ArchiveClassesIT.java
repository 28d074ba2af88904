package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class archives: written by a command, used by the next start. */
final class ArchiveClassesIT {
  private static final Path JARS = Path.of("target/lib").toAbsolutePath();

  private static Path data;
  private static StartedUp up;

  @TempDir private Path folder;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    ArchiveClassesIT.data = data;
    up = StartedUp.start(data);
  }

  @AfterAll
  static void stop() throws Exception {
    up.close();
  }

  /** Other tests must run without archives. */
  @AfterEach
  void deleteArchives() throws Exception {
    for (var command : List.of("serve", "gateway")) {
      Files.deleteIfExists(JARS.resolve(command + ".jsa"));
    }
  }

  @Test
  void classesAreLoadedFromTheArchivesOnceTheseExist() throws Exception {
    assertEquals("jar", source("serve", "warren.service.Service"));
    assertEquals("jar", source("gateway", "warren.gateway.Gateway"));

    var temporary = Files.createDirectory(folder.resolve("temporary"));
    var options = Map.of("WARREN_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
    try (var command = Launched.start(options, "archive-classes")) {
      assertEquals(0, command.exit(), command::output);
      assertEquals(
          "%1$s/serve.jsa\n%1$s/gateway.jsa\n".formatted(JARS.toRealPath()), command.out());
    }
    try (var left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }

    assertEquals("archive", source("serve", "warren.service.Service"));
    assertEquals("archive", source("gateway", "warren.gateway.Gateway"));
    assertStartsWhileJavaRecords("serve");
    assertStartsWhileJavaRecords("gateway");
  }

  /** A recording observes class loading, as an agent does, including classes from archives. */
  private void assertStartsWhileJavaRecords(String command) throws Exception {
    var recording = folder.resolve(command + ".jfr");
    try (var serve = serve(command, "-XX:StartFlightRecording=filename=" + recording)) {
      serve.signal("TERM");
      assertEquals(143, serve.exit(), serve::output);
    }
    assertTrue(Files.size(recording) > 0);
  }

  @Test
  void anInvalidArchiveIsIgnored() throws Exception {
    Files.writeString(JARS.resolve("serve.jsa"), "no classes");
    assertEquals("jar", source("serve", "warren.service.Service"));
  }

  /** Whether a command loads a class from an archive or a jar. */
  private String source(String command, String name) throws Exception {
    var log = folder.resolve("classes");
    try (var serve = serve(command, "-Xlog:class+load:file=" + log)) {
      assertEquals("", serve.err().replaceAll("(?m)^.* INFO .*\n", ""));
    }
    var line =
        Files.readAllLines(log).stream()
            .filter(loaded -> loaded.contains(" " + name + " source:"))
            .findFirst()
            .orElseThrow();
    return line.endsWith(" source: shared objects file")
        ? "archive"
        : line.contains("source: file:") ? "jar" : line;
  }

  /** Starts a command on the running servers, and waits until it is ready. */
  private static Launched serve(String command, String javaOptions) throws Exception {
    var settings = new HashMap<>(RunningUp.withRunningUp(Map.of(), data));
    settings.put("WARREN_HEALTH_PORT", "0");
    settings.put("WARREN_HTTP_PORT", "0");
    settings.put("WARREN_JAVA_OPTS", javaOptions);
    var serve = Launched.start(settings, command);
    serve.await("it is ready", () -> serve.out().contains(" is ready"));
    return serve;
  }
}
