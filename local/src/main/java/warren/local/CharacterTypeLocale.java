package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The system locale by which PostgreSQL classifies characters ({@code LC_CTYPE}). The trigrams of
 * the account search contain only characters that this locale classifies as letters or digits.
 */
final class CharacterTypeLocale {
  private static final String ALL_SCRIPTS = "C.UTF-8";
  private static final String ASCII = "C";

  private CharacterTypeLocale() {}

  /** Returns a locale that classifies the letters of all scripts if this machine has one. */
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
    // the C library writes the name without the hyphen
    return names.lines().anyMatch(name -> name.replace("-", "").equalsIgnoreCase("C.utf8"));
  }
}
