package warren.service.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import warren.service.Service;
import warren.service.cleanup.AuditPartitions;
import warren.service.config.Settings;
import warren.service.rpc.AuditWriter;
import warren.service.secrets.KeyEncryption;
import warren.service.secrets.MacKeys;
import warren.service.tokens.SigningKeys;
import warren.service.tokens.SigningKeys.KeyInfo;

/** {@code keys} with its subcommands. */
@Command(
    name = "keys",
    description =
        "Lists, rotates and withdraws the keys that sign tokens, directly in the database.",
    synopsisSubcommandLabel = "(list | rotate | withdraw)")
public final class KeysCommand {
  private static final int NO_SUCH_KEY = 1;
  private static final String COLUMNS = "%-36s  %-11s  %-20s  %s%n";

  private final Supplier<Map<String, String>> environment;

  @Spec private CommandSpec spec;

  /**
   * Creates the command.
   *
   * @param environment supplies the variables with the settings
   */
  public KeysCommand(Supplier<Map<String, String>> environment) {
    this.environment = environment;
  }

  @Command(
      name = "list",
      description = {
        "Lists the keys: id, state, when it was created, and when it is deleted.",
        "The states are `next` (published, does not sign yet), `signing`, and `verify-only` (does"
            + " not sign any more; its tokens are active until they expire)."
      })
  int list() {
    return with(
        (keys, audit) -> {
          var out = spec.commandLine().getOut();
          out.printf(COLUMNS, "KID", "STATE", "CREATED", "RETIRES");
          for (var key : keys.list()) {
            out.printf(
                COLUMNS, key.kid(), state(key), time(key.createdAt()), time(key.retiresAt()));
          }
          out.flush();
          return 0;
        });
  }

  private static String state(KeyInfo key) {
    return key.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Command(
      name = "rotate",
      description = {
        "Makes the next key sign, in all processes and for the very next token; prints its id.",
        "The tokens of the previous key remain active."
      })
  int rotate() {
    return with(
        (keys, audit) -> {
          spec.commandLine().getOut().println(keys.rotateNow(audit));
          return 0;
        });
  }

  @Command(
      name = "withdraw",
      description = {
        "Withdraws a compromised key at once: another key signs, RequestPublicKeys does not list it"
            + " any more, and the tokens that it has signed are not active any more. Prints the id"
            + " of the key that signs.",
        "Sessions with a refresh token continue: their refresh returns a token of the other key."
      })
  int withdraw(@Parameters(paramLabel = "KID", description = "Id of the key.") String kid) {
    return with(
        (keys, audit) -> {
          var signing = keys.withdraw(kid, audit);
          if (signing.isEmpty()) {
            spec.commandLine()
                .getErr()
                .println("There is no key " + kid + "; `warren keys list` lists all keys.");
            return NO_SUCH_KEY;
          }
          spec.commandLine().getOut().println(signing.get());
          return 0;
        });
  }

  /** Uses the keys in the database. */
  private interface Work {
    int run(SigningKeys keys, AuditWriter audit);
  }

  private int with(Work work) {
    var settings = Settings.of(environment.get());
    try (var store = Service.openStore(settings.database().small(), settings.startTimeout())) {
      new AuditPartitions(store, settings.cleanup().auditRetention()).update();
      var encryption = new KeyEncryption(settings.secret());
      // refuses a wrong secret: no process could read a key that is encrypted with it
      MacKeys.load(store, encryption);
      return work.run(
          new SigningKeys(store, encryption, settings.tokens()),
          new AuditWriter(store, settings.amqp().publishesEvents()));
    }
  }
}
