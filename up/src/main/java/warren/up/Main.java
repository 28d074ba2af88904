package warren.up;

import picocli.CommandLine;
import warren.gateway.GatewayCommand;

/** The command line of a development machine. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) throws InterruptedException {
    System.exit(warren.service.Main.execute(Main::commandLine, arguments));
  }

  /** The service's command line with {@code up} before all other commands. */
  static CommandLine commandLine() {
    return warren.service.Main.commandLine(
        RunningUp::environment,
        new Up(),
        LaunchersCommand.of(
            "test",
            "Builds everything and runs all tests; what follows goes to Maven.",
            "-pl contracts"),
        LaunchersCommand.of(
            "bench",
            "Measures how fast the service is on this machine; --help says how.",
            "--parts start"),
        new GatewayCommand(),
        new ArchiveClasses());
  }
}
