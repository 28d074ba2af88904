package warren.service.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import warren.schema.Migrations;
import warren.service.config.Settings;
import warren.service.config.StartException;
import warren.service.store.Store;

/** {@code migrate}. */
@Command(name = "migrate", description = "Brings the database to this version's schema.")
public final class Migrate implements Callable<Integer> {
  private static final Duration PROBE = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var settings = Settings.of(System.getenv());
    try (var store = new Store(settings.database(), Clock.systemUTC())) {
      store
          .failure(PROBE)
          .ifPresent(
              why -> {
                throw new StartException(
                    "No connection to the database at %s: %s."
                        .formatted(settings.database().url(), why),
                    null);
              });
      var applied = Migrations.migrate(store.dataSource());
      spec.commandLine().getOut().printf("%d migrations applied.%n", applied);
      return 0;
    } catch (FlywayException e) {
      throw new StartException("The database can't be migrated: " + e.getMessage(), e);
    }
  }
}
