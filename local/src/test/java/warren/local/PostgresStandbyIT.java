package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby has each confirmed row, and replaces its primary. */
final class PostgresStandbyIT {
  @TempDir Path folder;

  @Test
  void aPromotedStandbyHasEachRowThatItsKilledPrimaryConfirmed() throws Exception {
    try (PrivatePostgres primary = PrivatePostgres.start(folder.resolve("one"))) {
      execute(primary, "CREATE TABLE stored (n int)");
      execute(primary, "INSERT INTO stored VALUES (1)");
      try (PrivatePostgres second = PostgresStandby.start(primary, folder.resolve("two"))) {
        execute(primary, "INSERT INTO stored VALUES (2)");
        primary.kill();
        PostgresStandby.promote(second);
        assertEquals("2", value(second, "SELECT count(*) FROM stored"));

        try (PrivatePostgres third = PostgresStandby.start(second, folder.resolve("three"))) {
          execute(second, "INSERT INTO stored VALUES (3)");
          second.kill();
          PostgresStandby.promote(third);
          assertEquals("3", value(third, "SELECT count(*) FROM stored"));
        }
      }
    }
    Running.awaitNone(Running.descendants());
  }

  @Test
  void aReleasedPrimaryConfirmsRowsWithoutItsStandby() throws Exception {
    try (PrivatePostgres primary = PrivatePostgres.start(folder.resolve("one"))) {
      execute(primary, "CREATE TABLE stored (n int)");
      PrivatePostgres standby = PostgresStandby.start(primary, folder.resolve("two"));
      assertEquals("standby", value(primary, "SHOW synchronous_standby_names"));

      PostgresStandby.release(primary);
      standby.close();

      execute(primary, "INSERT INTO stored VALUES (1)");
      assertEquals("1", value(primary, "SELECT count(*) FROM stored"));
    }
  }

  @Test
  void aSuspendedServerContinuesWithItsConnections() throws Exception {
    try (PrivatePostgres server = PrivatePostgres.start(folder.resolve("one"));
        var connection = server.dataSource("postgres").getConnection()) {
      server.freeze();
      connection.setNetworkTimeout(Runnable::run, 60_000);
      Thread query = new Thread(() -> server.resume());
      assertEquals(
          "T", Character.toString(ProcessState.of(server.pid())), "the server is suspended");

      query.start();

      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SELECT 1")) {
        result.next();
        assertEquals(1, result.getInt(1));
      }
      query.join();
    }
  }

  private static void execute(PrivatePostgres server, String sql) throws Exception {
    try (var connection = server.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(PrivatePostgres server, String sql) throws Exception {
    try (var connection = server.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
