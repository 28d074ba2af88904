package warren.schema;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema that this version of the program needs. Thread-safe. */
public final class Migrations {
  /** The version that the newest file brings. */
  static final int LATEST = 9;

  private static final String LATEST_IS_APPLIED =
      "select 1 from schema_history where version = ? and success";

  private static final String NO_SUCH_TABLE = "42P01";

  private Migrations() {}

  /**
   * Applies what is missing. Safe when several processes do it at once: one waits for the other.
   *
   * @return how many migrations were applied
   */
  public static int migrate(DataSource database) {
    return flyway(database).migrate().migrationsExecuted;
  }

  /**
   * Whether all migrations have been applied. Without Flyway, which takes half a second to find
   * out.
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
      throw new IllegalStateException("what was applied can't be read", e);
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
