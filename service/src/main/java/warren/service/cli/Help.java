package warren.service.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}; unlike picocli's own, it also describes commands of commands. */
@Command(name = "help", description = "Describes a command.", helpCommand = true)
public final class Help implements Runnable {
  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command, such as call or admin create; without it, all are listed.")
  private List<String> names = List.of();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var command = spec.parent().commandLine();
    for (var name : names) {
      var next = command.getSubcommands().get(name);
      if (next == null) {
        throw new ParameterException(command, "There is no command " + name, null, name);
      }
      command = next;
    }
    command.usage(command.getOut());
  }
}
