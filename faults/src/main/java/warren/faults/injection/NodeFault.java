package warren.faults.injection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import warren.faults.deployment.Deployment;
import warren.local.BrokerNode;

/** One or two of the three broker nodes fail. */
final class NodeFault implements Fault {
  /** The way in which a node fails. */
  enum Kind {
    KILL("kill -9"),
    STOP("stop"),
    FREEZE("freeze");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    private void inject(BrokerNode node) throws InterruptedException {
      switch (this) {
        case KILL -> node.kill();
        case STOP -> node.stop();
        case FREEZE -> node.freeze();
      }
    }

    private void cure(BrokerNode node) throws InterruptedException {
      switch (this) {
        case KILL, STOP -> node.launch();
        case FREEZE -> node.resume();
      }
    }
  }

  /** The selection of the nodes. */
  enum Target {
    LEADER("leader"),
    FOLLOWER("follower"),
    TWO("two of three");

    private final String label;

    Target(String label) {
      this.label = label;
    }
  }

  private final Deployment deployment;
  private final Kind kind;
  private final Target target;
  private List<BrokerNode> failed = List.of();

  NodeFault(Deployment deployment, Kind kind, Target target) {
    this.deployment = deployment;
    this.kind = kind;
    this.target = target;
  }

  @Override
  public String name() {
    return "broker: " + kind.label + ", " + target.label;
  }

  @Override
  public void inject(Random random) throws Exception {
    failed = List.copyOf(selected(random));
    for (var node : failed) {
      kind.inject(node);
    }
  }

  private List<BrokerNode> selected(Random random) throws InterruptedException {
    var nodes = new ArrayList<>(deployment.cluster().nodes());
    if (target == Target.TWO) {
      Collections.shuffle(nodes, random);
      return nodes.subList(0, 2);
    }
    var leader = Leader.of(nodes);
    nodes.remove(leader);
    return List.of(target == Target.LEADER ? leader : nodes.get(random.nextInt(nodes.size())));
  }

  @Override
  public void cure() throws Exception {
    for (var node : failed) {
      kind.cure(node);
    }
    for (var node : failed) {
      node.awaitReady();
    }
  }

  @Override
  public void restore() throws Exception {
    for (var node : failed) {
      deployment.cluster().awaitRejoined(node);
    }
  }

  /** A suspended node is noticed after seconds only. */
  @Override
  public int milliseconds(Random random) {
    return kind == Kind.FREEZE ? random.nextInt(3000, 12_000) : random.nextInt(500, 6000);
  }
}
