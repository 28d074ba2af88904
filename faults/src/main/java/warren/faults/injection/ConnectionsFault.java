package warren.faults.injection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import warren.faults.deployment.Database;

/** Other programs occupy all connections of the database and end the services' sessions. */
final class ConnectionsFault implements Fault {
  private static final String END_OTHERS =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

  private final Database database;
  private final List<Connection> occupied = new ArrayList<>();

  ConnectionsFault(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "database: connections exhausted";
  }

  @Override
  public void inject(Random random) throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(END_OTHERS);
    }
    occupyAll();
    occupyAll();
  }

  private void occupyAll() {
    try {
      while (true) {
        occupied.add(database.connect());
      }
    } catch (SQLException none) {
      // all connections are in use
    }
  }

  @Override
  public void cure() throws Exception {
    for (var connection : occupied) {
      connection.close();
    }
    occupied.clear();
  }
}
