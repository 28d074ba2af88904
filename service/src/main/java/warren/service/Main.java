package warren.service;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;
import warren.service.cli.AdminCommand;
import warren.service.cli.CallCommand;
import warren.service.cli.CheckConfig;
import warren.service.cli.ImportCommand;
import warren.service.cli.Login;
import warren.service.cli.Migrate;
import warren.service.cli.Mistakes;
import warren.service.cli.Serve;
import warren.settings.StartException;

/** The command line. */
@Command(
    name = "warren",
    description =
        "Accounts, login tokens and permissions for backends that communicate over RabbitMQ.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Settings are WARREN_* variables; README.md lists them.",
      "`warren help COMMAND` describes a command."
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(execute(() -> commandLine(System::getenv), arguments));
  }

  /**
   * Executes the command in the arguments; returns the exit code.
   *
   * @param all creates the command line; not called for {@code serve}, because creating it would
   *     take a fifth of the start
   */
  public static int execute(Supplier<CommandLine> all, String... arguments)
      throws InterruptedException {
    return List.of(arguments).equals(List.of("serve"))
        ? new Serve().call()
        : all.get().execute(arguments);
  }

  /**
   * Creates the command line with all commands. A usage error is reported in one sentence that
   * names the most similar command.
   *
   * @param database the settings for commands that access the database directly
   * @param first further commands, listed before all others
   */
  public static CommandLine commandLine(Supplier<Map<String, String>> database, Object... first) {
    var help = new CommandLine(new HelpCommand());
    help.getCommandSpec().usageMessage().description("Describes a command.");
    var line = new CommandLine(new Main());
    List.of(first).forEach(line::addSubcommand);
    line.addSubcommand(new Serve())
        .addSubcommand(new Migrate())
        .addSubcommand(new CheckConfig())
        .addSubcommand(new CallCommand())
        .addSubcommand(new Login())
        .addSubcommand(new ImportCommand(database))
        .addSubcommand(AdminCommand.of(database))
        .addSubcommand(help)
        .setExecutionExceptionHandler(Main::printStartError)
        .setParameterExceptionHandler(Mistakes::report);
    addHelpOption(line);
    return line;
  }

  private static void addHelpOption(CommandLine command) {
    var spec = command.getCommandSpec();
    if (!spec.optionsMap().containsKey("--help")) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help.")
              .build());
    }
    command.getSubcommands().values().forEach(Main::addHelpOption);
  }

  private static int printStartError(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
    if (e instanceof StartException) {
      command.getErr().println(e.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw e;
  }
}
