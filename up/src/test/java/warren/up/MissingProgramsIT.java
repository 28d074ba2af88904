package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher names or installs missing programs, run by an ordinary user. */
final class MissingProgramsIT {
  private static final String JDK = System.getProperty("java.home");
  private static final String NO_JDK = "";

  @TempDir Path folder;

  private SourceTree tree;
  private Path log;

  @BeforeEach
  void createAnUnbuiltTree() throws IOException {
    tree = SourceTree.create(folder);
    tree.addInstalled("bash", "cat", "dirname", "readlink");
    // RabbitMQ may also be installed outside of PATH
    tree.addProgram("rabbitmq-server", "exit 1");
    // Debian
    tree.addProgram("grep", "exit 1");
    log = folder.resolve("log");
  }

  @Test
  void upNamesAllMissingPrograms() throws Exception {
    assertFails(
        """
        warren: not installed: JDK 17 or later, Maven.
        On Debian or Ubuntu, install: sudo apt-get install --no-install-recommends default-jdk-headless maven
        """,
        NO_JDK,
        "up");
  }

  @Test
  void testNamesAllMissingPrograms() throws Exception {
    assertFails(
        """
        warren: not installed: Maven, Node.js 18 or later, npm, curl, jq, Chromium, gcc, dpkg-source.
        On Debian or Ubuntu, install: sudo apt-get install --no-install-recommends \
        maven nodejs npm curl jq chromium gcc libc6-dev dpkg-dev
        """,
        JDK,
        "test");
  }

  @Test
  void chromiumIsNotAPackageOfUbuntu() throws Exception {
    tree.addProgram("grep", "exit 0");
    for (var program : List.of("mvn", "node", "npm", "curl", "jq", "gcc", "dpkg-source")) {
      tree.addProgram(program, "exit 1");
    }

    var message = "warren: not installed: Chromium (on Ubuntu: sudo snap install chromium).\n";
    assertFails(message, JDK, "test");

    // Ubuntu's package of this name installs the snap
    tree.addProgram("chromium-browser", "exit 1");
    try (var test = start(JDK, "test")) {
      assertEquals(1, test.exit());
      assertEquals("", test.err());
    }
  }

  @Test
  void aJreIsNotEnoughToBuild() throws Exception {
    tree.addProgram("mvn", "exit 1");
    var java = tree.addJavaWithoutCompiler("17.0.9");
    assertFails(
        """
        warren: not installed: JDK 17 or later (%s has no compiler).
        On Debian or Ubuntu, install: sudo apt-get install --no-install-recommends default-jdk-headless
        """
            .formatted(java),
        NO_JDK,
        "up");
  }

  @Test
  void anOldJdkIsNamedWithItsVersion() throws Exception {
    var java = tree.addJavaWithoutCompiler("11.0.2");
    assertFails(
        """
        warren: not installed: JDK 17 or later (%s is Java 11.0.2), Maven.
        On Debian or Ubuntu, install: sudo apt-get install --no-install-recommends default-jdk-headless maven
        """
            .formatted(java),
        NO_JDK,
        "up");
  }

  @Test
  void aJavaHomeWithoutACompilerIsNamedTogetherWithTheMissingPrograms() throws Exception {
    tree.addJavaWithoutCompiler("17.0.9");
    var home = tree.jdk();
    assertFails(
        """
        warren: not installed: JDK 17 or later (set JAVA_HOME to one: %s contains no compiler), Maven.
        On Debian or Ubuntu, install: sudo apt-get install --no-install-recommends maven
        """
            .formatted(home),
        home.toString(),
        "up");
  }

  @Test
  void anOldJavaHomeIsNamedTogetherWithTheMissingPrograms() throws Exception {
    tree.addJavaWithoutCompiler("11.0.2");
    var home = tree.jdk();
    assertFails(
        """
        warren: not installed: JDK 17 or later (set JAVA_HOME to one: %s is Java 11.0.2), Maven.
        On Debian or Ubuntu, install: sudo apt-get install --no-install-recommends maven
        """
            .formatted(home),
        home.toString(),
        "up");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamedTogetherWithTheMissingPrograms() throws Exception {
    assertFails(
        """
        warren: not installed: JDK 17 or later (set JAVA_HOME to one: %s contains no bin/java), Maven.
        On Debian or Ubuntu, install: sudo apt-get install --no-install-recommends maven
        """
            .formatted(folder),
        folder.toString(),
        "up");
  }

  @Test
  void theMessageMentionsPasswordlessSudo() throws Exception {
    tree.addProgram("apt-get", "exit 1");
    tree.addProgram("sudo", "exit 1");
    assertFails(
        """
        warren: not installed: Maven.
        On Debian or Ubuntu, install: sudo apt-get install --no-install-recommends maven
        With passwordless sudo, ./warren would install these packages itself.
        """,
        JDK,
        "up");
  }

  @Test
  void allPackagesAreInstalledInOneRun() throws Exception {
    tree.addInstalled("rm", "chmod", "env");
    tree.addProgram("apt-get", "exit 1");
    // logs each command, and "installs" the programs
    tree.addProgram(
        "sudo",
        """
        echo "$*" >>"%s"
        case $* in
          *" install "*)
            for program in node npm curl jq chromium gcc dpkg-source; do
              printf '#!/bin/sh\\n' >"%2$s/$program"
              chmod 755 "%2$s/$program"
            done
            printf '#!/bin/sh\\necho "mvn $*"\\n' >"%2$s/mvn"
            chmod 755 "%2$s/mvn"
        esac"""
            .formatted(log, tree.programs()));

    try (var test = start(JDK, "test", "-pl", "contracts")) {
      assertEquals(0, test.exit(), test::output);
      assertEquals(
          "installing maven nodejs npm curl jq chromium gcc libc6-dev dpkg-dev…\n", test.err());
      assertEquals(
          "mvn --also-make -Dsurefire.failIfNoSpecifiedTests=false"
              + " -Dfailsafe.failIfNoSpecifiedTests=false verify -pl contracts\n",
          test.out());
    }
    assertEquals(
        List.of(
            "-n env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 install -y"
                + " --no-install-recommends"
                + " maven nodejs npm curl jq chromium gcc libc6-dev dpkg-dev"),
        Files.readAllLines(log).stream().filter(line -> line.contains("apt-get")).toList());
  }

  @Test
  void aFailedInstallationIsReported() throws Exception {
    tree.addInstalled("rm", "chmod", "env");
    tree.addProgram("apt-get", "exit 1");
    tree.addProgram("sudo", "case $* in *apt-get*) echo 'no network' >&2; exit 1 ;; esac");
    assertFails(
        """
        installing maven…
        no network
        warren: apt-get could not install maven: install these packages yourself.
        """,
        JDK,
        "up");
  }

  @Test
  void aProgramThatIsMissingAfterItsInstallationIsNamedWithoutMentioningSudo() throws Exception {
    tree.addInstalled("rm", "chmod", "env");
    tree.addProgram("apt-get", "exit 1");
    tree.addProgram("sudo", "exit 0");
    assertFails(
        """
        installing maven…
        warren: not installed: Maven.
        On Debian or Ubuntu, install: sudo apt-get install --no-install-recommends maven
        """,
        JDK,
        "up");
  }

  private void assertFails(String message, String javaHome, String command) throws Exception {
    try (var run = start(javaHome, command)) {
      assertEquals(1, run.exit());
      assertEquals(message, run.err());
      assertEquals("", run.out());
    }
    assertFalse(Files.exists(tree.home().resolve("target")), "the build has not started");
  }

  private Launched start(String javaHome, String... arguments) throws IOException {
    Map<String, String> environment = new HashMap<>(tree.environment());
    environment.put("PATH", tree.programs().toString());
    environment.put("JAVA_HOME", javaHome);
    List<String> command = new ArrayList<>();
    if (new UnixSystem().getUid() == 0) {
      // a new user namespace in which root is an ordinary user
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(tree.launcher().toString());
    command.addAll(List.of(arguments));
    return Launched.program(folder, environment, command);
  }
}
