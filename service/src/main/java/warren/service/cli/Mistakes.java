package warren.service.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import warren.settings.Nearest;

/** Reports mistakes on the command line. */
public final class Mistakes {
  private Mistakes() {}

  /** Prints the mistake and the command that prints the usage; returns the exit code. */
  public static int report(ParameterException mistake, String[] arguments) {
    var command = mistake.getCommandLine();
    var err = command.getErr();
    if (arguments.length == 0) {
      command.usage(err);
    } else {
      err.println(sentence(mistake, command));
      err.println("`" + help(command) + "` prints the usage.");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String sentence(ParameterException mistake, CommandLine command) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      var written = unmatched.getUnmatched().get(0);
      return unmatched.isUnknownOption()
          ? missing("option", written, options(command))
          : unexpected(written, command);
    }
    // thrown by `help` for an unknown command
    return mistake.getArgSpec() == null && mistake.getValue() != null
        ? unexpected(mistake.getValue(), command)
        : mistake.getMessage() + ".";
  }

  private static String unexpected(String written, CommandLine command) {
    var commands = List.copyOf(command.getSubcommands().keySet());
    return commands.isEmpty()
        ? "%s does not accept the argument '%s'.".formatted(command.getCommandName(), written)
        : missing("command", written, commands);
  }

  private static String missing(String what, String written, List<String> names) {
    return "There is no %s '%s'".formatted(what, written)
        + Nearest.of(written, names).map(nearest -> "; did you mean " + nearest + "?").orElse(".");
  }

  private static List<String> options(CommandLine command) {
    List<String> options = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
    options.removeIf(option -> !option.startsWith("--"));
    return options;
  }

  private static String help(CommandLine command) {
    // warren, or warren and the names of the command
    var names = command.getCommandSpec().qualifiedName().split(" ", 2);
    return names[0] + " help" + (names.length == 1 ? "" : " " + names[1]);
  }
}
