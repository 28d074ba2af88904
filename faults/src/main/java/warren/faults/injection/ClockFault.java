package warren.faults.injection;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import warren.faults.deployment.Clock;
import warren.faults.deployment.Deployment;

/** The clock of a service steps and is corrected later. */
final class ClockFault implements Fault {
  private final String name;
  private final Deployment deployment;
  private final Duration step;
  private @Nullable Clock stepped;

  ClockFault(String name, Deployment deployment, Duration step) {
    this.name = name;
    this.deployment = deployment;
    this.step = step;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void inject(Random random) throws Exception {
    var services = deployment.services();
    stepped = deployment.clock(services.get(random.nextInt(services.size())));
    stepped.step(step);
  }

  @Override
  public void cure() throws Exception {
    if (stepped != null) {
      stepped.step(Duration.ZERO);
    }
  }

  @Override
  public int milliseconds(Random random) {
    return random.nextInt(2000, 5000);
  }
}
