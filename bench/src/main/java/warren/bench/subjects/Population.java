package warren.bench.subjects;

import java.sql.SQLException;
import warren.bench.machine.Servers;
import warren.settings.StartException;

/**
 * The accounts of a place, and what is asked of them: in one place for as long as they live, for a
 * refresh token is good once.
 *
 * @param place where they are
 * @param accounts how many
 * @param subjects what is asked
 */
public record Population(String place, int accounts, Subjects subjects) {
  /**
   * Makes them.
   *
   * @throws StartException if there are accounts already, for they may be anybody's
   */
  public static Population settle(Servers servers, String place, int accounts)
      throws SQLException, InterruptedException {
    servers.create(place);
    try (var database = servers.database(place)) {
      if (Accounts.exist(database)) {
        throw new StartException("There are accounts in this database: give an empty one.", null);
      }
      servers.migrate(place);
      Accounts.fill(database, accounts);
    }
    return new Population(place, accounts, new Subjects(accounts));
  }
}
