package warren.service.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import warren.service.Main;

/** A run of a command in this JVM. */
public record CommandRun(int exit, String out, String err) {
  /** Runs a command with these settings. */
  public static CommandRun of(Map<String, String> settings, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exit =
        Main.commandLine(() -> settings)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new CommandRun(exit, out.toString(), err.toString());
  }
}
