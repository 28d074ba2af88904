package warren.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The shell commands in the documentation. */
final class ShellBlocks {
  /** The folder in which they are executed. */
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");

  private ShellBlocks() {}

  /** The commands of a page, in their order. */
  static List<String> of(Path page) throws IOException {
    return SHELL
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
