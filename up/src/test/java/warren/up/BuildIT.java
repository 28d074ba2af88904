package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's build, of a project with two empty modules. */
final class BuildIT {
  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>warren.test</groupId>
        <artifactId>%s</artifactId>
        <version>1.2.3</version>
        <packaging>pom</packaging>
        <name>%s</name>
        %s
      </project>
      """;

  @TempDir Path folder;

  private SourceTree tree;

  @BeforeEach
  void createAProject() throws Exception {
    tree = SourceTree.create(folder);
    tree.write(
        "pom.xml",
        POM.formatted(
            "root", "Warren", "<modules><module>contracts</module><module>up</module></modules>"));
    tree.write("contracts/pom.xml", POM.formatted("contracts", "Warren contracts", ""));
    tree.write("contracts/src/main/Source", "");
    tree.write("up/pom.xml", POM.formatted("up", "Warren up", ""));
    var lib = ShellBlocks.HOME.resolve("up/target/lib");
    Files.createSymbolicLink(
        Files.createDirectory(tree.home().resolve("up/target")).resolve("lib"), lib);
  }

  @Test
  void eachModuleIsALineOfProgressAndTheBuildIsNotRepeated() throws Exception {
    try (var first = run("help")) {
      assertEquals(0, first.exit(), first::output);
      assertEquals(
          """
          The first build downloads its dependencies and takes minutes.
          building Warren contracts (1 of 3)…
          building Warren up (2 of 3)…
          building Warren (3 of 3)…
          """,
          first.err());
      assertTrue(first.out().startsWith("Usage: warren "), first.out());
    }
    try (var second = run("help")) {
      assertEquals(0, second.exit(), second::output);
      assertEquals("", second.err());
    }
  }

  @Test
  void theErrorsOfAFailedBuildAreShown() throws Exception {
    tree.write("contracts/pom.xml", POM.formatted("contracts", "Warren contracts", "<typo/>"));
    try (var build = run("help")) {
      assertEquals(1, build.exit());
      var lines = build.err().lines().toList();
      assertTrue(build.err().contains("Unrecognised tag: 'typo'"), build.err());
      assertFalse(build.err().contains("INFO"), build.err());
      assertEquals(
          "warren: the build failed; its log is %s/target/build.log".formatted(tree.home()),
          lines.get(lines.size() - 1));
      assertEquals("", build.out());
    }
  }

  @Test
  void theVersionIsPrintedWithoutABuild() throws Exception {
    for (var option : List.of("--version", "-V")) {
      try (var version = run(option)) {
        assertEquals(0, version.exit(), version::output);
        assertEquals("warren 1.2.3\n", version.out());
        assertEquals("", version.err());
      }
    }
  }

  @Test
  void theHelpOfACommandThatTheLauncherCarriesOutIsPrinted() throws Exception {
    for (var name : List.of("up", "test")) {
      try (var help = Launched.start(name, "--help")) {
        assertEquals(0, help.exit(), help::output);
        assertTrue(help.out().startsWith("Usage: warren " + name + " "), help.out());
        assertEquals("", help.err());
        var described = List.of("-pl", "-Dit.test=", "-Dsize", "-Dquick");
        assertEquals(name.equals("test"), described.stream().allMatch(help.out()::contains));
      }
    }
  }

  /** As in an image, where the launcher has the jars but no sources. */
  @Test
  void withoutSourcesTheProgramPrintsTheSameVersion() throws Exception {
    String version;
    try (var launcher = Launched.start("--version")) {
      assertEquals(0, launcher.exit(), launcher::output);
      version = launcher.out();
      assertTrue(version.matches("warren \\d+\\.\\d+\\.\\d+\n"), version);
    }
    Files.delete(tree.home().resolve("pom.xml"));
    var built = Map.of("WARREN_SKIP_BUILD", "1");
    try (var program = Launched.program(folder, built, command("--version"))) {
      assertEquals(0, program.exit(), program::output);
      assertEquals(version, program.out());
    }
  }

  private Launched run(String argument) throws Exception {
    return Launched.program(folder, tree.environment(), command(argument));
  }

  private List<String> command(String argument) {
    return List.of(tree.launcher().toString(), argument);
  }
}
