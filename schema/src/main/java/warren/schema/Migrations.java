package warren.schema;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Migrates a database to the schema that this version of the program requires. Thread-safe. */
public final class Migrations {
  /** The version of the newest migration file. */
  static final int LATEST = 11;

  private static final String LATEST_IS_APPLIED =
      "select 1 from schema_history where version = ? and success";

  private static final String NO_SUCH_TABLE = "42P01";

  private Migrations() {}

  /**
   * Applies the missing migrations. Several processes may do so at the same time: the others wait
   * for the first.
   *
   * @return the number of migrations applied
   */
  public static int migrate(DataSource database) {
    return flyway(database).migrate().migrationsExecuted;
  }

  /**
   * Whether all migrations have been applied. Queries the table itself, because Flyway needs half a
   * second to check.
   */
  public static boolean areApplied(Connection database) {
    try (var statement = database.prepareStatement(LATEST_IS_APPLIED)) {
      statement.setString(1, Integer.toString(LATEST));
      try (var row = statement.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.equals(e.getSQLState())) {
        return false;
      }
      throw new IllegalStateException("the table schema_history cannot be read", e);
    }
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
