package warren.up;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Maven's local repository, as {@code mvn -pl client -am install} leaves it. */
final class LocalRepository {
  private static final String VERSION = "0.1.0";

  private LocalRepository() {}

  /**
   * One that has whatever this machine's has of others, and of Warren the client and the contracts.
   */
  static Path withClientAlone() throws IOException, URISyntaxException {
    var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "repository");
    try (var others = Files.list(ofThisMachine())) {
      for (var other : others.filter(path -> !path.endsWith("warren")).toList()) {
        Files.createSymbolicLink(folder.resolve(other.getFileName()), other);
      }
    }
    install(folder, "warren", ShellBlocks.HOME.resolve("pom.xml"), "pom");
    for (var module : List.of("contracts", "client")) {
      var artifact = "warren-" + module;
      var sources = ShellBlocks.HOME.resolve(module);
      install(folder, artifact, sources.resolve("pom.xml"), "pom");
      var jar = "target/%s-%s.jar".formatted(artifact, VERSION);
      install(folder, artifact, sources.resolve(jar), "jar");
    }
    return folder;
  }

  /** The one that this class path is from. */
  private static Path ofThisMachine() throws URISyntaxException {
    var jar =
        Path.of(
            ConnectionFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    // …/com/rabbitmq/amqp-client/VERSION/amqp-client-VERSION.jar
    return jar.resolve("../../../../..").normalize();
  }

  private static void install(Path repository, String artifact, Path file, String type)
      throws IOException {
    var place = repository.resolve("warren").resolve(artifact).resolve(VERSION);
    Files.createDirectories(place);
    Files.copy(file, place.resolve("%s-%s.%s".formatted(artifact, VERSION, type)));
  }
}
