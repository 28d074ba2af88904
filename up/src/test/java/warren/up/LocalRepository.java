package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A local Maven repository into which the documented command has installed the client. */
final class LocalRepository {
  private static final Path PAGE = ShellBlocks.HOME.resolve("docs/java-client.md");
  private static final Pattern INSTALL = Pattern.compile("`(mvn [^`]+ install)`");

  private LocalRepository() {}

  /**
   * Installs the client, from a copy of the sources and without Node, into a repository that
   * contains the other artifacts of this machine's repository.
   */
  static Path withClientAlone() throws Exception {
    var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "repository");
    var tree = SourceTree.create(folder);
    tree.copySources();
    tree.addAllInstalledBut("node", "nodejs", "npm", "npx");
    var repository = withoutWarren(Files.createDirectory(folder.resolve("repository")));
    Map<String, String> environment = new HashMap<>(tree.environment());
    environment.put("PATH", tree.programs().toString());
    var command =
        Stream.concat(documentedCommand(), Stream.of("-Dmaven.repo.local=" + repository)).toList();
    try (var install = Launched.program(tree.home(), environment, command)) {
      assertEquals(0, install.exit(), install::output);
      assertTrue(install.out().contains("Tests are skipped."), install::output);
    }
    return repository;
  }

  private static Stream<String> documentedCommand() throws IOException {
    var page = INSTALL.matcher(Files.readString(PAGE));
    assertTrue(page.find(), PAGE + " contains no command to install the client");
    return Stream.of(page.group(1).split(" ", -1));
  }

  private static Path withoutWarren(Path folder) throws IOException, URISyntaxException {
    try (var others = Files.list(ofThisMachine())) {
      for (var other : others.filter(path -> !path.endsWith("warren")).toList()) {
        Files.createSymbolicLink(folder.resolve(other.getFileName()), other);
      }
    }
    return folder;
  }

  /** The repository that provides this class path. */
  private static Path ofThisMachine() throws URISyntaxException {
    var jar =
        Path.of(
            ConnectionFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    // …/com/rabbitmq/amqp-client/VERSION/amqp-client-VERSION.jar
    return jar.resolve("../../../../..").normalize();
  }
}
