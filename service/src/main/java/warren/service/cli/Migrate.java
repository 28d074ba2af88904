package warren.service.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import warren.schema.Migrations;
import warren.service.config.Settings;
import warren.service.store.Store;
import warren.settings.StartException;

/** {@code migrate}. */
@Command(name = "migrate", description = "Migrates the database to the schema of this version.")
public final class Migrate implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var settings = Settings.of(System.getenv());
    try (var store = new Store(settings.database(), Clock.systemUTC())) {
      store.awaitAvailable(settings.startTimeout());
      var applied = Migrations.migrate(Store.unlimitedDataSource(settings.database()));
      spec.commandLine().getOut().println(summary(applied));
      return 0;
    } catch (FlywayException e) {
      throw new StartException("The database cannot be migrated: " + e.getMessage(), e);
    }
  }

  private static String summary(int applied) {
    return switch (applied) {
      case 0 -> "The schema is up to date.";
      case 1 -> "1 migration applied.";
      default -> applied + " migrations applied.";
    };
  }
}
