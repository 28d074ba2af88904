package warren.service.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import warren.service.config.Settings;
import warren.service.passwords.Libargon2;

/** {@code check-config}. */
@Command(
    name = "check-config",
    description =
        "Checks the settings of the service and reports all problems; does not connect to a server.")
public final class CheckConfig implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var argon2 = Settings.of(System.getenv()).argon2();
    Libargon2.use(argon2.library(), argon2.nativeFolder());
    spec.commandLine().getOut().println("The settings are valid.");
    return 0;
  }
}
