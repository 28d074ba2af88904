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
    var commands = List.copyOf(command.getSubcommands().keySet());
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      var written = unmatched.getUnmatched().get(0);
      if (unmatched.isUnknownOption()) {
        return missing("option", written, options(command));
      }
      return commands.isEmpty()
          ? "%s does not accept the argument '%s'.".formatted(command.getCommandName(), written)
          : missing("command", written, commands);
    }
    // thrown by `help` for an unknown command
    return mistake.getArgSpec() == null && mistake.getValue() != null && !commands.isEmpty()
        ? missing("command", mistake.getValue(), commands)
        : mistake.getMessage() + ".";
  }

  private static String missing(String what, String written, List<String> names) {
    return "There is no %s '%s'; did you mean %s?"
        .formatted(what, written, Nearest.of(written, names));
  }

  private static List<String> options(CommandLine command) {
    List<String> options = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
    options.removeIf(option -> !option.startsWith("--"));
    return options;
  }

  private static String help(CommandLine command) {
    var parent = command.getParent();
    if (parent == null) {
      return command.getCommandName() + " help";
    }
    return parent.getParent() == null
        ? parent.getCommandName() + " help " + command.getCommandName()
        : command.getCommandSpec().qualifiedName() + " --help";
  }
}
