package warren.faults.injection;

import java.util.List;
import warren.local.BrokerNode;

/** Finds the node that leads a request queue. */
final class Leader {
  private static final String QUEUE = "RequestTokenStatus";
  private static final String LEADER =
      "{ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"/\">>, queue, <<\"%s\">>)),"
          + " amqqueue:get_pid(Q).";

  private Leader() {}

  static BrokerNode of(List<BrokerNode> nodes) throws InterruptedException {
    var leader = nodes.get(0).control("eval", LEADER.formatted(QUEUE));
    return nodes.stream()
        .filter(node -> leader.contains(node.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(QUEUE + " has no leader: " + leader));
  }
}
