package warren.up;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the help says of a command that the launcher itself carries out. */
final class LaunchersCommand {
  private LaunchersCommand() {}

  /**
   * The command.
   *
   * @param description what it does
   * @param example options that it takes
   */
  static CommandLine of(String name, String description, String example) {
    Runnable never =
        () -> {
          throw new IllegalStateException("the launcher carries out " + name);
        };
    var spec = CommandSpec.wrapWithoutInspection(never).name(name);
    spec.usageMessage().description(description);
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
