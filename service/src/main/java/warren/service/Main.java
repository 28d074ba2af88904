package warren.service;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import warren.service.cli.CallCommand;
import warren.service.cli.CheckConfig;
import warren.service.cli.Login;
import warren.service.cli.Migrate;
import warren.service.cli.Serve;
import warren.service.config.StartException;

/** The command line. */
@Command(
    name = "warren",
    description = "Accounts, login tokens and permissions for backends that talk over RabbitMQ.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Settings are WARREN_* variables; README.md lists them.",
      "`warren help COMMAND` says more of a command."
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** All commands. A mistake on the command line is answered with the nearest command. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .addSubcommand(new Serve())
        .addSubcommand(new Migrate())
        .addSubcommand(new CheckConfig())
        .addSubcommand(new CallCommand())
        .addSubcommand(new Login())
        .addSubcommand(new HelpCommand())
        .setExecutionExceptionHandler(Main::sayWhy);
  }

  private static int sayWhy(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof StartException) {
      command.getErr().println(e.getMessage());
      return 1;
    }
    throw e;
  }
}
