package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The selection of another RabbitMQ for the tests. */
final class SelectedBrokerIT {
  @TempDir Path folder;

  private SourceTree tree;

  @BeforeEach
  void createATree() throws Exception {
    tree = SourceTree.create(folder);
  }

  @Test
  void aServerThatIsNotExecutableIsRefusedBeforeTheBuild() throws Exception {
    var file = Files.createFile(folder.resolve("rabbitmq-server"));
    for (var server : List.of("", "/nonexistent/rabbitmq-server", "/usr", file.toString())) {
      assertEquals(
          "warren: WARREN_TEST_RABBITMQ must be the absolute path of an executable rabbitmq-server,"
              + " but is '%s'.\n".formatted(server),
          errorOf(
              Map.of("WARREN_TEST_RABBITMQ", server, "WARREN_SKIP_BUILD", ""),
              tree.launcher().toString(),
              "test"));
    }
    assertFalse(Files.exists(tree.home().resolve("target")), "the build has not started");
  }

  @Test
  void aSuiteThatDebianDoesNotHaveIsReportedAndLeavesNoFolder() throws Exception {
    var error = "E: The repository 'http://debian nope Release' does not have a Release file.";
    tree.addProgram("apt-get", "echo \"%s\" >&2; exit 100".formatted(error));
    var cache = folder.resolve("cache");

    assertEquals(
        """
        unpacking the RabbitMQ of Debian nope into %s/warren/rabbitmq-nope…
        rabbitmq-from-debian: Debian has no suite nope: use the name of a release, for example trixie.
        """
            .formatted(cache),
        errorOf(
            Map.of(
                "PATH",
                tree.programs() + ":" + System.getenv("PATH"),
                "XDG_CACHE_HOME",
                cache.toString(),
                "WARREN_DEBIAN_MIRROR",
                "http://debian"),
            ShellBlocks.HOME.resolve("local/rabbitmq-from-debian").toString(),
            "nope"));

    try (Stream<Path> left = Files.list(cache.resolve("warren"))) {
      assertEquals(List.of(".lock"), left.map(path -> path.getFileName().toString()).toList());
    }
  }

  private String errorOf(Map<String, String> environment, String... command) throws Exception {
    try (var run = Launched.program(folder, environment, List.of(command))) {
      assertEquals(1, run.exit(), run::output);
      assertEquals("", run.out());
      return run.err();
    }
  }
}
