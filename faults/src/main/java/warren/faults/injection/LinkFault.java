package warren.faults.injection;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import warren.local.TcpLink;

/** The network between services and another component is disturbed. */
final class LinkFault implements Fault {
  private final String name;
  private final List<List<TcpLink>> groups;
  private final Consumer<TcpLink> disturbance;
  private List<TcpLink> disturbed = List.of();

  /**
   * Creates a fault.
   *
   * @param groups the links that are disturbed together; one group is selected
   */
  LinkFault(String name, List<List<TcpLink>> groups, Consumer<TcpLink> disturbance) {
    this.name = name;
    this.groups = groups;
    this.disturbance = disturbance;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void inject(Random random) {
    disturbed = groups.get(random.nextInt(groups.size()));
    disturbed.forEach(disturbance);
  }

  @Override
  public void cure() {
    disturbed.forEach(TcpLink::restore);
  }

  @Override
  public int milliseconds(Random random) {
    return random.nextInt(500, 8000);
  }
}
