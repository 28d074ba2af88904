package warren.up;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help of a command that the launcher itself carries out. */
final class LauncherCommand {
  private LauncherCommand() {}

  /**
   * A command for the help alone.
   *
   * @param description of the command
   * @param example of its options
   * @param options lines of a table of the most useful options
   */
  static CommandLine of(String name, String description, String example, String... options) {
    Runnable never =
        () -> {
          throw new IllegalStateException("the launcher carries out " + name);
        };
    var spec = CommandSpec.wrapWithoutInspection(never).name(name);
    spec.usageMessage().description(description).footer(options);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("OPTION")
            .arity("0..*")
            .type(String[].class)
            .description("For example " + example + ".")
            .build());
    return new CommandLine(spec);
  }
}
