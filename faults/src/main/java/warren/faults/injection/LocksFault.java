package warren.faults.injection;

import java.sql.Connection;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import warren.faults.deployment.Database;

/** Another program locks the rows of all accounts, so that writes wait with their connections. */
final class LocksFault implements Fault {
  private final Database database;
  private @Nullable Connection connection;

  LocksFault(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "database: rows locked";
  }

  @Override
  public void inject(Random random) throws Exception {
    connection = database.connect();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("SELECT id FROM account ORDER BY id FOR UPDATE");
    }
  }

  @Override
  public void cure() throws Exception {
    if (connection != null) {
      connection.close();
    }
  }

  @Override
  public int milliseconds(Random random) {
    return random.nextInt(1000, 6000);
  }
}
