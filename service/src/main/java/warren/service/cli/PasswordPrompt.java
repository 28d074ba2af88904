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

/** Asks for a password at the terminal; without one it is the first line of standard input. */
final class PasswordPrompt {
  private PasswordPrompt() {}

  /** A password that somebody has. */
  static Secret ask(String username) throws IOException {
    var console = console();
    return console.isPresent() ? typed(console.get(), "Password of ", username) : firstLine();
  }

  /** A new password, asked for twice at the terminal: nobody sees what they type. */
  static Secret askForNew(String username) throws IOException {
    var console = console();
    if (console.isEmpty()) {
      return firstLine();
    }
    var password = typed(console.get(), "New password of ", username);
    if (!password.reveal().equals(typed(console.get(), "Once more, that of ", username).reveal())) {
      throw new StartException("The two passwords are not the same.", null);
    }
    return password;
  }

  @SuppressWarnings("SystemConsoleNull") // the property makes it null again without a terminal
  private static Optional<Console> console() {
    System.setProperty("jdk.console", "java.base");
    return Optional.ofNullable(System.console());
  }

  private static Secret typed(Console console, String question, String username) {
    char @Nullable [] typed = console.readPassword("%s%s: ", question, username);
    if (typed == null) {
      throw new StartException("There is no password.", null);
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
