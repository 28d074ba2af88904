package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reasons for {@code ./warren up} not to start, and their messages. */
final class UpRefusalIT {
  @TempDir Path folder;

  @Test
  void anAmqpPortInUse() throws Exception {
    try (ServerSocket occupied = new ServerSocket(0)) {
      int port = occupied.getLocalPort();

      assertRefused(
          "Port %d is in use by another program: choose another port with --amqp-port."
              .formatted(port),
          "--amqp-port=" + port);
    }
  }

  @Test
  void aHealthPortInUse() throws Exception {
    try (ServerSocket occupied = new ServerSocket(0)) {
      int port = occupied.getLocalPort();

      assertRefused(
          "Port %d is in use by another program: choose another port with --health-port."
              .formatted(port),
          "--amqp-port=0",
          "--health-port=" + port);
    }
  }

  @Test
  void anHttpPortInUse() throws Exception {
    try (ServerSocket occupied = new ServerSocket(0)) {
      int port = occupied.getLocalPort();

      assertRefused(
          "Port %d is in use by another program: choose another port with --http-port."
              .formatted(port),
          "--amqp-port=0",
          "--health-port=0",
          "--http-port=" + port);
    }
  }

  @Test
  void anUnknownSettingOfTheGateway() throws Exception {
    assertRefused(
        Map.of("WARREN_HTTP_TIMEOT", "1s"),
        "WARREN_HTTP_TIMEOT is not a setting; did you mean WARREN_HTTP_TIMEOUT?");
  }

  @Test
  void aDatabaseSetByTheCaller() throws Exception {
    assertRefused(
        Map.of("WARREN_DB_URL", "jdbc:postgresql://db/warren"),
        "WARREN_DB_URL is set, but up starts its own servers: unset it, or use warren serve.");
  }

  @Test
  void anUnknownSettingOfTheService() throws Exception {
    assertRefused(
        Map.of("WARREN_THREDS", "4"),
        "WARREN_THREDS is not a setting; did you mean WARREN_THREADS?");
  }

  @Test
  void anOldJdk() throws Exception {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.copy(Path.of("/bin/true"), java);
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");

    assertRefused(
        Map.of("JAVA_HOME", folder.resolve("jdk").toString()),
        "warren: not installed: JDK 17 or later (set JAVA_HOME to one: %s is Java 11.0.2)."
            .formatted(folder.resolve("jdk")));
  }

  private void assertRefused(String sentence, String... options) throws Exception {
    assertRefused(Map.of(), sentence, options);
  }

  private void assertRefused(Map<String, String> environment, String sentence, String... options)
      throws IOException, InterruptedException {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "up";
    arguments[1] = "--data";
    arguments[2] = folder.resolve("data").toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    try (Launched up = Launched.start(environment, arguments)) {
      assertEquals(1, up.exit());
      assertEquals(sentence + "\n", up.err());
      assertEquals("", up.out());
    }
    assertFalse(Files.exists(folder.resolve("data/broker")), "no server was started");
  }
}
