package warren.bench.subjects;

import java.sql.SQLException;
import warren.bench.machine.Servers;
import warren.settings.StartException;

/**
 * The accounts of a database and the requests for them. There is one {@link Subjects} for each
 * database, because it stores the latest refresh tokens, each of which is valid only once.
 *
 * @param vhost the name of the vhost and of the database
 * @param accounts the number of accounts
 * @param subjects generates requests for these accounts
 */
public record Population(String vhost, int accounts, Subjects subjects) {
  /**
   * Creates the accounts.
   *
   * @throws StartException if the database contains accounts, which may be in use
   */
  public static Population create(Servers servers, String vhost, int accounts)
      throws SQLException, InterruptedException {
    servers.create(vhost);
    try (var database = servers.database(vhost)) {
      if (Accounts.exist(database)) {
        throw new StartException("This database contains accounts: use an empty database.", null);
      }
      servers.migrate(vhost);
      Accounts.fill(database, accounts);
    }
    return new Population(vhost, accounts, new Subjects(accounts));
  }
}
