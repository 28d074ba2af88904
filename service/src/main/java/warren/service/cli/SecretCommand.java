package warren.service.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import warren.service.Service;
import warren.service.config.Settings;
import warren.service.secrets.SecretChange;
import warren.service.secrets.SecretChange.Status;

/** {@code secret} with its subcommand. */
@Command(
    name = "secret",
    description = "Reports the progress of a change of WARREN_SECRET.",
    synopsisSubcommandLabel = "status")
public final class SecretCommand {
  private static final int NOT_YET = 1;

  private final Supplier<Map<String, String>> environment;

  @Spec private CommandSpec spec;

  /**
   * Creates the command.
   *
   * @param environment supplies the variables with the settings
   */
  public SecretCommand(Supplier<Map<String, String>> environment) {
    this.environment = environment;
  }

  @Command(
      name = "status",
      description = {
        "Reports whether WARREN_SECRET_PREVIOUS can be removed from the settings of all processes.",
        "Exits with 0 if it can be removed or is not set, with 1 if it cannot be removed yet."
      })
  int status() {
    var settings = Settings.of(environment.get());
    try (var store = Service.openStore(settings.database().small(), settings.startTimeout())) {
      var status =
          new SecretChange(store, settings.secret(), settings.cleanup().interval()).status();
      var reason = reasonToKeep(status, store.now());
      var out = spec.commandLine().getOut();
      out.println(counts(status));
      status.neither().forEach(kid -> out.println("Encrypted with neither: signing key " + kid));
      out.println(conclusion(status, reason));
      return reason.isEmpty() ? 0 : NOT_YET;
    }
  }

  private static String counts(Status status) {
    return "Keys encrypted with WARREN_SECRET: %d, with WARREN_SECRET_PREVIOUS: %d, with neither: %d."
        .formatted(
            status.current(),
            status.previous(),
            status.neither().size() + (status.decryptsMacKey() ? 0 : 1));
  }

  private static String conclusion(Status status, Optional<String> reason) {
    if (reason.isPresent()) {
      return status.hasPrevious()
          ? "WARREN_SECRET_PREVIOUS cannot be removed yet: " + reason.get()
          : "Not all keys can be decrypted: " + reason.get();
    }
    return status.hasPrevious()
        ? "WARREN_SECRET_PREVIOUS can be removed."
        : "WARREN_SECRET_PREVIOUS is not set.";
  }

  private static Optional<String> reasonToKeep(Status status, Instant now) {
    if (!status.decryptsMacKey()) {
      return Optional.of("the settings contain a wrong secret.");
    }
    if (!status.neither().isEmpty()) {
      return Optional.of(
          "set the secret that encrypts the signing keys above, or withdraw each of them by"
              + " `warren keys withdraw KID`.");
    }
    if (status.previous() > 0) {
      return Optional.of(
          "a running process encrypts the keys with WARREN_SECRET within WARREN_CLEANUP_INTERVAL.");
    }
    return status
        .previousInUseUntil()
        .filter(end -> end.isAfter(now))
        .map(
            end ->
                "a process may still use it as WARREN_SECRET. Ask again after %s."
                    .formatted(time(end)));
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
