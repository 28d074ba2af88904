package warren.faults.injection;

import java.util.Random;
import warren.faults.deployment.Database;

/** The primary of the database fails. */
final class DatabaseFault implements Fault {
  interface Change {
    void of(Database database) throws Exception;
  }

  private final String name;
  private final Database database;
  private final Change failure;
  private final Change cure;
  private final int longest;

  /**
   * Creates a fault.
   *
   * @param longest its longest time in milliseconds
   */
  DatabaseFault(String name, Database database, Change failure, Change cure, int longest) {
    this.name = name;
    this.database = database;
    this.failure = failure;
    this.cure = cure;
    this.longest = longest;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void inject(Random random) throws Exception {
    failure.of(database);
  }

  @Override
  public void cure() throws Exception {
    cure.of(database);
  }

  @Override
  public int milliseconds(Random random) {
    return random.nextInt(longest / 10, longest);
  }
}
