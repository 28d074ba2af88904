package warren.faults.injection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import warren.faults.deployment.Database;
import warren.faults.deployment.Deployment;
import warren.faults.deployment.Program;
import warren.faults.injection.NodeFault.Kind;
import warren.faults.injection.NodeFault.Target;
import warren.local.PrivateCluster;
import warren.local.TcpLink;

/** All faults of a deployment. */
public final class Faults {
  private static final Duration DELAY = Duration.ofMillis(300);
  private static final Duration STEP = Duration.ofHours(1);
  private static final int LONGEST_MS = 4000;

  private Faults() {}

  /**
   * Returns the replacements of programs by another version, and back.
   *
   * @param previous the launcher of the other version
   */
  public static List<Fault> upgrades(Deployment deployment, Path previous) {
    ProgramFault.End replacement =
        program -> {
          program.stop();
          program.switchVersion(previous);
        };
    return List.of(
        new ProgramFault("service: other version", deployment.services(), replacement),
        new ProgramFault("gateway: other version", List.of(deployment.gateway()), replacement));
  }

  /** Returns one fault of each kind. */
  public static List<Fault> of(Deployment deployment) {
    List<Fault> faults = new ArrayList<>();
    faults.addAll(programs(deployment));
    faults.addAll(brokers(deployment));
    faults.addAll(database(deployment.database()));
    if (deployment.disk().isLimited()) {
      faults.add(new DiskFault(deployment));
    } else {
      System.out.println("Without the right to mount a file system, none is filled.");
    }
    faults.addAll(links(deployment));
    faults.add(new ClockFault("service: clock one hour forward", deployment, STEP));
    faults.add(new ClockFault("service: clock one hour back", deployment, STEP.negated()));
    return faults;
  }

  private static List<Fault> programs(Deployment deployment) {
    var gateway = List.of(deployment.gateway());
    return List.of(
        new ProgramFault("service: kill -9", deployment.services(), Program::kill),
        new ProgramFault("service: SIGTERM", deployment.services(), Program::stop),
        new ProgramFault("gateway: kill -9", gateway, Program::kill),
        new ProgramFault("gateway: SIGTERM", gateway, Program::stop));
  }

  private static List<Fault> brokers(Deployment deployment) {
    var cluster = deployment.cluster();
    List<Fault> faults = new ArrayList<>();
    for (var kind : Kind.values()) {
      for (var target : Target.values()) {
        faults.add(new NodeFault(deployment, kind, target));
      }
    }
    faults.add(new PartitionFault("broker: node isolated", cluster, PrivateCluster::isolate));
    faults.add(new PartitionFault("broker: node silent to others", cluster, PrivateCluster::stall));
    faults.add(
        new AlarmFault(
            "broker: memory alarm", cluster, "set_vm_memory_high_watermark", "0.00001", "0.4"));
    faults.add(
        new AlarmFault(
            "broker: disk alarm", cluster, "set_disk_free_limit", "900000000000000", "50000000"));
    faults.add(
        new QueueFault(
            "broker: queues deleted", cluster, (channel, queue) -> channel.queueDelete(queue)));
    faults.add(
        new QueueFault(
            "broker: queues purged", cluster, (channel, queue) -> channel.queuePurge(queue)));
    return faults;
  }

  private static List<Fault> database(Database database) {
    return List.of(
        new DatabaseFault(
            "database: kill -9",
            database,
            failing -> failing.primary().kill(),
            failed -> failed.primary().restart(),
            LONGEST_MS),
        new DatabaseFault(
            "database: restart", database, failing -> failing.primary().restart(), db -> {}, 10),
        new DatabaseFault(
            "database: freeze",
            database,
            failing -> failing.primary().freeze(),
            failed -> failed.primary().resume(),
            2 * LONGEST_MS),
        new DatabaseFault(
            "database: promotion", database, Database::promote, Database::replaceStandby, 1000),
        new ConnectionsFault(database),
        new LocksFault(database));
  }

  private static List<Fault> links(Deployment deployment) {
    var one = deployment.brokerLinks(deployment.services().get(0).name());
    var other = deployment.brokerLinks(deployment.services().get(1).name());
    var broker = List.of(one, other, Stream.concat(one.stream(), other.stream()).toList());
    // the list changes with each promotion, but contains the same two links
    var database = List.of(deployment.database().links());
    List<Fault> faults = new ArrayList<>();
    faults.addAll(disturbances("network to the broker", broker));
    faults.addAll(disturbances("network to the database", database));
    return faults;
  }

  private static List<Fault> disturbances(String network, List<List<TcpLink>> groups) {
    return List.of(
        new LinkFault(network + ": silent", groups, TcpLink::stall),
        new LinkFault(network + ": slow", groups, link -> link.delay(DELAY)),
        new LinkFault(network + ": cut", groups, TcpLink::cut));
  }
}
