package warren.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs installed on this machine. */
final class Programs {
  /** The PATH of ordinary users often lacks the folders of system programs. */
  private static final String SYSTEM_FOLDERS =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Programs() {}

  /** Returns the folders that are searched for programs, in the form of {@code PATH}. */
  static String path() {
    String path = System.getenv("PATH");
    return path == null ? SYSTEM_FOLDERS : path + File.pathSeparator + SYSTEM_FOLDERS;
  }

  /**
   * Returns the command that runs a program in a session of its own where {@code setsid} is
   * installed. Neither a terminal's Ctrl-C nor a signal to the JVM's process group reaches it, so
   * that it runs until it is stopped in order.
   */
  static List<String> inOwnSession(List<String> command) {
    Stream<String> setsid = find("setsid").map(Path::toString).stream();
    return Stream.concat(setsid, command.stream()).toList();
  }

  static Optional<Path> find(String name) {
    return Stream.of(path().split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
