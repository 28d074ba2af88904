package warren.service.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.service.Service;
import warren.service.access.Roles;
import warren.service.accounts.Administrators;
import warren.service.cleanup.AuditPartitions;
import warren.service.config.Settings;
import warren.service.identity.RoleDefinitions;
import warren.service.passwords.Passwords;
import warren.service.rpc.AuditWriter;
import warren.service.store.Store;

/** {@code admin create}. */
@Command(
    name = "create",
    description = {
      "Creates an account with the role admin directly in the database, for example if the last"
          + " administrator has been lost.",
      "Asks for the password; without a terminal, the first line of standard input is read."
    })
public final class AdminCommand implements Callable<Integer> {
  private static final int REFUSED = 1;

  private final Supplier<Map<String, String>> environment;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "USERNAME", description = "User name of the account.")
  private String username;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "E-mail address of the account.")
  private @Nullable String email;

  private AdminCommand(Supplier<Map<String, String>> environment) {
    this.environment = environment;
  }

  /**
   * {@code admin} with its subcommands.
   *
   * @param environment supplies the variables with the settings
   */
  public static CommandLine of(Supplier<Map<String, String>> environment) {
    return new CommandLine(new Admin()).addSubcommand(new AdminCommand(environment));
  }

  @Command(
      name = "admin",
      description = "Creates an administrator: admin create USERNAME.",
      synopsisSubcommandLabel = "create")
  private static final class Admin {}

  @Override
  public Integer call() throws IOException {
    var settings = Settings.of(environment.get());
    try (var store = Service.openStore(settings.database().small(), settings.startTimeout())) {
      new AuditPartitions(store, settings.cleanup().auditRetention()).update();
      var password = PasswordPrompt.askForNew(username);
      var id = administrators(store, settings).create(username, email, password);
      spec.commandLine().getOut().println(id);
      return 0;
    } catch (RefusedException e) {
      spec.commandLine().getErr().println(sentence(e.refusal()));
      return REFUSED;
    }
  }

  private static Administrators administrators(Store store, Settings settings) {
    var passwords =
        new Passwords(settings.passwordRules(), settings.argon2(), new SimpleMeterRegistry());
    var audit = new AuditWriter(store, settings.amqp().publishesEvents());
    return new Administrators(store, passwords, new Roles(new RoleDefinitions()), audit);
  }

  private static String sentence(Refusal refusal) {
    var fields = refusal.fields() == null ? Map.<String, List<String>>of() : refusal.fields();
    return fields.entrySet().stream()
        .map(field -> field.getKey() + " " + String.join(", ", field.getValue()))
        .reduce(refusal.message(), (all, field) -> all + " " + field + ".");
  }
}
