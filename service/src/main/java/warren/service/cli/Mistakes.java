package warren.service.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import warren.settings.Nearest;

/** What is said to somebody who has mistyped a command. */
public final class Mistakes {
  private Mistakes() {}

  /** Says what is wrong, and where to read how it is right; the exit code. */
  public static int say(ParameterException mistake, String[] arguments) {
    var command = mistake.getCommandLine();
    var err = command.getErr();
    if (arguments.length == 0) {
      command.usage(err);
    } else {
      err.println(sentence(mistake, command));
      err.println("`" + help(command) + "` says how it is used.");
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
          ? "%s takes no further argument '%s'.".formatted(command.getCommandName(), written)
          : missing("command", written, commands);
    }
    // what `help` says of a command that it doesn't know
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
