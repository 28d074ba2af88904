package warren.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * A standby of a private PostgreSQL, which receives all changes by streaming replication and can be
 * promoted. The primary must outlive its start.
 */
public final class PostgresStandby {
  /** The name of the replication slot and of the standby's connection. */
  private static final String NAME = "standby";

  private static final Duration CONNECT = Duration.ofSeconds(30);

  /** Folders whose contents belong to the running primary and are not copied. */
  private static final Set<String> EMPTY =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> OMITTED = Set.of("postmaster.pid", "postmaster.opts");

  private PostgresStandby() {}

  /**
   * Starts a standby. From then on, the primary confirms a transaction only after the standby has
   * stored it.
   *
   * @param folder of the standby; must not exist
   */
  public static PrivatePostgres start(PrivatePostgres primary, Path folder)
      throws InterruptedException {
    try (Connection connection = primary.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_create_physical_replication_slot('%s', true)".formatted(NAME));
      PostgresData copy = primary.data().in(PrivateFiles.folder(folder));
      statement.execute("SELECT pg_backup_start('standby', true)");
      copy(primary.data().path(), copy.path());
      writeLabel(statement, copy.path());
      PrivateFiles.write(copy.path().resolve("postgresql.auto.conf"), settings(primary));
      PrivateFiles.write(copy.path().resolve("standby.signal"), "");
      PrivatePostgres standby = PrivatePostgres.start(folder, copy);
      requireOnCommit(primary, NAME);
      awaitSynchronous(statement);
      return standby;
    } catch (IOException | SQLException e) {
      throw new LocalException("A standby cannot be started in " + folder + ": " + e, e);
    }
  }

  /** Makes a standby the primary; its former primary must have ended. */
  public static void promote(PrivatePostgres standby) {
    try {
      execute(standby, "SELECT pg_promote()");
    } catch (SQLException e) {
      throw new LocalException("The standby cannot be promoted: " + e.getMessage(), e);
    }
  }

  /** Lets the primary confirm transactions without its standby, which can then be stopped. */
  public static void release(PrivatePostgres primary) {
    try {
      requireOnCommit(primary, "");
    } catch (SQLException e) {
      throw new LocalException("The standby cannot be released: " + e.getMessage(), e);
    }
  }

  private static void requireOnCommit(PrivatePostgres primary, String standby) throws SQLException {
    execute(primary, "ALTER SYSTEM SET synchronous_standby_names = '%s'".formatted(standby));
    execute(primary, "SELECT pg_reload_conf()");
  }

  private static void execute(PrivatePostgres server, String sql) throws SQLException {
    try (Connection connection = server.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void awaitSynchronous(Statement statement)
      throws SQLException, InterruptedException {
    Deadline deadline = Deadline.in(CONNECT);
    while (!isSynchronous(statement)) {
      if (!deadline.pause()) {
        throw new LocalException("The standby did not connect to its primary.");
      }
    }
  }

  private static boolean isSynchronous(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'")) {
      return found.next();
    }
  }

  private static String settings(PrivatePostgres primary) {
    return """
        primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%s'
        primary_slot_name = '%4$s'
        wal_retrieve_retry_interval = '200ms'
        """
        .formatted(primary.port(), primary.user(), primary.password(), NAME);
  }

  /** Ends the backup; the label contains the position at which the standby begins to replay. */
  private static void writeLabel(Statement statement, Path data) throws SQLException, IOException {
    try (ResultSet stopped =
        statement.executeQuery("SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)")) {
      stopped.next();
      PrivateFiles.write(data.resolve("backup_label"), stopped.getString(1));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path relative = from.relativize(folder);
            PrivateFiles.folder(to.resolve(relative));
            return EMPTY.contains(relative.toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path relative = from.relativize(file);
            if (!OMITTED.contains(relative.toString())) {
              copyFile(file, to.resolve(relative));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  private static void copyFile(Path from, Path to) throws IOException {
    try {
      Files.copy(from, to);
    } catch (NoSuchFileException deletedMeanwhile) {
      // replaying the log deletes it in the copy too
    }
  }
}
