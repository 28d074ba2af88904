package warren.service.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.contracts.catalogue.Catalogue;
import warren.service.config.QueueType;

/**
 * Declares the request queues that do not exist. The broker logs each refused check or declaration
 * as an error, so each queue is expected to exist if the one before it does.
 */
final class QueueDeclaration {
  private final Connection connection;
  private final Map<String, Object> arguments;
  private Channel channel;
  private boolean expected = true;

  QueueDeclaration(Connection connection, @Nullable QueueType type) throws IOException {
    this.connection = connection;
    this.arguments = type == null ? Map.of() : Map.of("x-queue-type", type.argument());
    this.channel = connection.createChannel();
  }

  void declare() throws IOException {
    for (var operation : Catalogue.OPERATIONS) {
      ensure(operation.name());
    }
    channel.abort();
  }

  private void ensure(String queue) throws IOException {
    if (!accepted(queue)) {
      expected = !expected;
      channel = connection.createChannel();
      if (!accepted(queue)) {
        throw new IOException("Another program changes the queue " + queue + ".");
      }
    }
  }

  /** Whether the queue exists if it is expected to, or has been declared if it is not. */
  private boolean accepted(String queue) throws IOException {
    try {
      if (expected) {
        channel.queueDeclarePassive(queue);
      } else {
        channel.queueDeclare(queue, true, false, false, arguments);
      }
      return true;
    } catch (IOException e) {
      if (Topology.isRefusal(e, expected ? AMQP.NOT_FOUND : AMQP.PRECONDITION_FAILED)) {
        return false;
      }
      throw e;
    }
  }
}
