package warren.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs installed on this machine. */
final class Programs {
  /** Ordinary users often lack the folders of the system's own programs. */
  private static final String ALSO = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Programs() {}

  /** Where programs are looked for, as a {@code PATH}. */
  static String path() {
    String path = System.getenv("PATH");
    return path == null ? ALSO : path + File.pathSeparator + ALSO;
  }

  static Optional<Path> find(String name) {
    return Stream.of(path().split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
