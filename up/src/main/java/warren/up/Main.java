package warren.up;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import warren.gateway.GatewayCommand;
import warren.settings.Version;

/** The command line of a development machine. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) throws InterruptedException {
    System.exit(warren.service.Main.execute(Main::commandLine, arguments));
  }

  /** The service's command line with {@code up} before all other commands. */
  static CommandLine commandLine() {
    var line =
        warren.service.Main.commandLine(
            RunningUp::environment,
            new Up(),
            LauncherCommand.of(
                "test",
                "Builds Warren and runs all tests; options are passed to Maven.",
                "-pl contracts",
                "",
                "  -pl MODULES      Only the tests of these modules, such as service,gateway.",
                "  -Dtest=NAMES     Only these unit tests; None excludes all.",
                "  -Dit.test=NAMES  Only these integration tests, such as 'Login*IT,BanIT'.",
                "  -Dsize           Also the tests with a million accounts, which take minutes.",
                "  -Dquick          Without the checks of style and of common errors."),
            LauncherCommand.of(
                "bench",
                "Measures the speed of the service on this machine; --help lists the options.",
                "--parts start"),
            LauncherCommand.of(
                "attack",
                "Measures the latency of clients during floods; --help lists the options.",
                "--only logins"),
            new GatewayCommand(),
            new ArchiveClasses());
    line.getCommandSpec()
        .version("warren " + Version.CURRENT)
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
    return line;
  }
}
