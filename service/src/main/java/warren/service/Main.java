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
    description = "Accounts, login tokens and permissions for backends that talk over RabbitMQ.",
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
   * Does what the arguments say; the exit code.
   *
   * @param all the command line, which isn't made to serve: it would be a fifth of the start
   */
  public static int execute(Supplier<CommandLine> all, String... arguments)
      throws InterruptedException {
    return List.of(arguments).equals(List.of("serve"))
        ? new Serve().call()
        : all.get().execute(arguments);
  }

  /**
   * All commands. A mistake on the command line is one sentence that names the nearest command.
   *
   * @param database where the settings are for commands that work on the database themselves
   * @param first further commands, put before all others
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
        .setExecutionExceptionHandler(Main::sayWhy)
        .setParameterExceptionHandler(Mistakes::say);
    helpful(line);
    return line;
  }

  private static void helpful(CommandLine command) {
    var spec = command.getCommandSpec();
    if (!spec.optionsMap().containsKey("--help")) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help.")
              .build());
    }
    command.getSubcommands().values().forEach(Main::helpful);
  }

  private static int sayWhy(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof StartException) {
      command.getErr().println(e.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw e;
  }
}
