package warren.up;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import warren.gateway.GatewayCommand;
import warren.settings.Version;

/** The command line of a development machine. */
public final class Main {
  /** The commands that change or read the database, with those below them. */
  private static final List<String> DATABASE_COMMANDS =
      List.of("import", "admin", "keys", "secret");

  private Main() {}

  public static void main(String... arguments) throws InterruptedException {
    System.exit(warren.service.Main.execute(Main::commandLine, arguments));
  }

  /** The service's command line with {@code up} before all other commands. */
  static CommandLine commandLine() {
    var data = new AtomicReference<@Nullable Path>();
    var line =
        warren.service.Main.commandLine(
            () -> RunningUp.environment(data.get()),
            new Up(),
            testCommand(),
            benchCommand(),
            attackCommand(),
            new GatewayCommand(),
            new ArchiveClasses());
    DATABASE_COMMANDS.forEach(
        name -> addDataOption(Objects.requireNonNull(line.getSubcommands().get(name)), data));
    line.getCommandSpec()
        .version("warren " + Version.CURRENT)
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
    return line;
  }

  private static CommandLine testCommand() {
    return LauncherCommand.of(
        "test",
        "Builds Warren and runs all tests; options are passed to Maven.",
        "-pl contracts",
        "",
        "  -pl MODULES      Only the tests of these modules, such as service,gateway.",
        "  -Dtest=NAMES     Only these unit tests; None excludes all.",
        "  -Dit.test=NAMES  Only these integration tests, such as 'Login*IT,BanIT'.",
        "  -Dsize           Also the tests with a million accounts, which take minutes.",
        "  -Dquick          Without the checks of style and of common errors.",
        "  --faults         Instead: kills, stops and isolates the components of a",
        "                   deployment under load and checks every reply;",
        "                   --faults --help lists the options.");
  }

  private static CommandLine benchCommand() {
    return LauncherCommand.of(
        "bench",
        "Measures the speed of the service on this machine; --help lists the options.",
        "--parts start");
  }

  private static CommandLine attackCommand() {
    return LauncherCommand.of(
        "attack",
        "Measures the latency of clients during floods; --help lists the options.",
        "--only logins");
  }

  private static void addDataOption(CommandLine command, AtomicReference<@Nullable Path> data) {
    if (command.getSubcommands().isEmpty()) {
      command.getCommandSpec().addOption(dataOption(data));
    }
    command.getSubcommands().values().forEach(below -> addDataOption(below, data));
  }

  /** The option of a command that uses the database of a running {@code up}. */
  private static OptionSpec dataOption(AtomicReference<@Nullable Path> data) {
    return OptionSpec.builder("--data")
        .paramLabel("DIR")
        .type(Path.class)
        .description("Uses the database of `up --data DIR`, which must be running.")
        .setter(
            new ISetter() {
              @Override
              public <T> @Nullable T set(@Nullable T value) {
                data.set((Path) value);
                return value;
              }
            })
        .build();
  }
}
