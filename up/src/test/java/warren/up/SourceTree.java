package warren.up;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the launcher in a folder where it can build, and a folder of programs for {@code PATH}.
 */
record SourceTree(Path home, Path programs) {
  /** A tree with the launcher alone. */
  static SourceTree create(Path folder) throws IOException {
    var home = Files.createDirectory(folder.resolve("tree")).toRealPath();
    var tree = new SourceTree(home, Files.createDirectory(folder.resolve("programs")));
    Files.copy(ShellBlocks.HOME.resolve("warren"), tree.launcher(), COPY_ATTRIBUTES);
    return tree;
  }

  Path launcher() {
    return home.resolve("warren");
  }

  /** The folder of {@link #addJavaWithoutCompiler}. */
  Path jdk() {
    return programs.resolveSibling("jdk");
  }

  /** Adds a Java of this version without a compiler to {@code PATH}; its file. */
  Path addJavaWithoutCompiler(String version) throws IOException {
    var java = Files.createDirectories(jdk().resolve("bin")).resolve("java");
    Files.copy(Path.of("/bin/true"), java);
    Files.writeString(jdk().resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    Files.createSymbolicLink(programs.resolve("java"), java);
    return java.toRealPath();
  }

  /** The variables under which the launcher builds. */
  Map<String, String> environment() {
    return Map.of("WARREN_SKIP_BUILD", "");
  }

  /** Adds the sources of all modules. */
  void copySources() throws IOException {
    copy(ShellBlocks.HOME.resolve("pom.xml"));
    copy(ShellBlocks.HOME.resolve(".mvn"));
    try (var modules = Files.newDirectoryStream(ShellBlocks.HOME, this::isModule)) {
      for (var module : modules) {
        copy(module.resolve("pom.xml"));
        copy(module.resolve("src"));
      }
    }
  }

  private boolean isModule(Path folder) {
    return Files.exists(folder.resolve("pom.xml"));
  }

  private void copy(Path source) throws IOException {
    try (var files = Files.walk(source)) {
      for (var file : (Iterable<Path>) files::iterator) {
        var copy = home.resolve(ShellBlocks.HOME.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** Writes a file of the tree. */
  void write(String name, String text) throws IOException {
    var file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Makes installed programs available. */
  void addInstalled(String... names) throws IOException {
    for (var name : names) {
      var installed = path().map(folder -> folder.resolve(name)).filter(Files::isExecutable);
      addProgram(name, "exec %s \"$@\"".formatted(installed.findFirst().orElseThrow()));
    }
  }

  /** Makes all installed programs available, except these. */
  void addAllInstalledBut(String... names) throws IOException {
    for (var folder : path().filter(Files::isDirectory).toList()) {
      try (var installed = Files.newDirectoryStream(folder, Files::isExecutable)) {
        for (var program : installed) {
          var link = programs.resolve(program.getFileName());
          if (!List.of(names).contains(program.getFileName().toString()) && !Files.exists(link)) {
            Files.createSymbolicLink(link, program);
          }
        }
      }
    }
  }

  /** Writes a program. */
  void addProgram(String name, String script) throws IOException {
    var file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Stream<Path> path() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of);
  }
}
