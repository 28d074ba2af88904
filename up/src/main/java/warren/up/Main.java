package warren.up;

import java.util.Map;
import picocli.CommandLine;

/** The command line of a development machine. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The service's command line with {@code up} before all other commands. */
  static CommandLine commandLine() {
    var line = warren.service.Main.commandLine();
    var others = Map.copyOf(line.getSubcommands());
    var names = line.getSubcommands().keySet().stream().toList();
    var spec = line.getCommandSpec();
    names.forEach(spec::removeSubcommand);
    line.addSubcommand(new Up());
    names.forEach(name -> spec.addSubcommand(name, others.get(name)));
    return line;
  }
}
