package warren.service.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import warren.contracts.Catalogue;

/** The request queues: one durable queue for each operation, on the default exchange. */
final class Topology {
  private static final Map<String, Object> QUORUM = Map.of("x-queue-type", "quorum");

  private Topology() {}

  /** Declares what is missing. A queue that exists with other arguments is used as it is. */
  static void declare(Connection connection, boolean quorum) throws IOException {
    var channel = connection.createChannel();
    for (var operation : Catalogue.OPERATIONS) {
      try {
        channel.queueDeclare(operation.name(), true, false, false, quorum ? QUORUM : Map.of());
      } catch (IOException e) {
        if (!existsOtherwise(e)) {
          throw e;
        }
        channel = connection.createChannel();
        channel.queueDeclarePassive(operation.name());
      }
    }
    close(channel);
  }

  private static boolean existsOtherwise(IOException e) {
    return e.getCause() instanceof ShutdownSignalException signal
        && signal.getReason() instanceof AMQP.Channel.Close close
        && close.getReplyCode() == AMQP.PRECONDITION_FAILED;
  }

  private static void close(Channel channel) throws IOException {
    channel.abort();
  }
}
