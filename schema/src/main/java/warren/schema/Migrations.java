package warren.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema that this version of the program needs. Thread-safe. */
public final class Migrations {
  private Migrations() {}

  /**
   * Applies what is missing. Safe when several processes do it at once: one waits for the other.
   *
   * @return how many migrations were applied
   */
  public static int migrate(DataSource database) {
    return flyway(database).migrate().migrationsExecuted;
  }

  /** How many migrations are still to be applied. */
  public static int pending(DataSource database) {
    return flyway(database).info().pending().length;
  }

  private static Flyway flyway(DataSource database) {
    return Flyway.configure()
        .dataSource(database)
        .locations("classpath:warren/schema")
        .table("schema_history")
        .cleanDisabled(true)
        .validateMigrationNaming(true)
        .load();
  }
}
