package warren.faults.injection;

import java.util.Random;
import warren.faults.deployment.Deployment;

/** The file system of the database is full. A server that has ended is started again. */
final class DiskFault implements Fault {
  private final Deployment deployment;

  DiskFault(Deployment deployment) {
    this.deployment = deployment;
  }

  @Override
  public String name() {
    return "database: disk full";
  }

  @Override
  public void inject(Random random) throws Exception {
    deployment.disk().fill();
  }

  @Override
  public void cure() throws Exception {
    deployment.disk().release();
    deployment.database().revive();
  }

  @Override
  public int milliseconds(Random random) {
    return random.nextInt(2000, 6000);
  }
}
