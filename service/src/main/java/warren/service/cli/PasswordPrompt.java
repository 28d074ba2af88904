package warren.service.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.settings.StartException;

/** Reads a password from the terminal, or without one from the first line of standard input. */
final class PasswordPrompt {
  private PasswordPrompt() {}

  /** An existing password. */
  static Secret ask(String username) throws IOException {
    var console = console();
    return console.isPresent() ? typed(console.get(), "Password of ", username) : firstLine();
  }

  /** A new password, entered twice at a terminal, because the input is not displayed. */
  static Secret askForNew(String username) throws IOException {
    var console = console();
    if (console.isEmpty()) {
      return firstLine();
    }
    var password = typed(console.get(), "New password of ", username);
    if (!password
        .reveal()
        .equals(typed(console.get(), "Repeat the new password of ", username).reveal())) {
      throw new StartException("The two passwords differ.", null);
    }
    return password;
  }

  @SuppressWarnings("SystemConsoleNull") // with this property, it is null without a terminal
  private static Optional<Console> console() {
    System.setProperty("jdk.console", "java.base");
    return Optional.ofNullable(System.console());
  }

  private static Secret typed(Console console, String question, String username) {
    char @Nullable [] typed = console.readPassword("%s%s: ", question, username);
    if (typed == null) {
      throw new StartException("No password was entered.", null);
    }
    return Secret.of(String.valueOf(typed));
  }

  private static Secret firstLine() throws IOException {
    var line =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    if (line == null) {
      throw new StartException("There is no password on standard input.", null);
    }
    return Secret.of(line);
  }
}
