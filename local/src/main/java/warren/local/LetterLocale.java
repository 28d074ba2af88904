package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * By which of the system's locales PostgreSQL tells letters from other characters where it asks the
 * system: its trigrams, which the search takes, are made of letters and digits alone.
 */
final class LetterLocale {
  private static final String ALL_SCRIPTS = "C.UTF-8";
  private static final String ASCII = "C";

  private LetterLocale() {}

  /** One that knows the letters of all scripts, if this machine has it. */
  static String name() throws IOException, InterruptedException {
    Optional<Path> program = Programs.find("locale");
    return program.isPresent() && lists(program.get()) ? ALL_SCRIPTS : ASCII;
  }

  private static boolean lists(Path program) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program.toString(), "-a")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    String names = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    // the C library writes it without the hyphen
    return names.lines().anyMatch(name -> name.replace("-", "").equalsIgnoreCase("C.utf8"));
  }
}
