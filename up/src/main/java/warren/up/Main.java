package warren.up;

import picocli.CommandLine;
import warren.gateway.GatewayCommand;

/** The command line of a development machine. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The service's command line with {@code up} before all other commands. */
  static CommandLine commandLine() {
    return warren.service.Main.commandLine(
        RunningUp::environment, new Up(), new Tests(), new Benchmark(), new GatewayCommand());
  }
}
