package warren.service.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import warren.contracts.catalogue.LegacyExchange;
import warren.service.config.Settings;

/**
 * The request queues: one durable queue for each operation. The operations of the original document
 * are also bound to the legacy exchange, if one is configured.
 */
final class Topology {
  private Topology() {}

  /** Declares missing queues and exchanges; existing ones are used with their own arguments. */
  static void declare(Connection connection, Settings.Amqp settings) throws IOException {
    new QueueDeclaration(connection, settings.queueType()).declare();
    var exchange = settings.legacyExchange();
    if (exchange != null) {
      declareExchange(connection, exchange, BuiltinExchangeType.DIRECT, false);
      bind(connection, exchange);
    }
  }

  /** Whether the broker refused something with this code and closed the channel. */
  static boolean isRefusal(IOException e, int code) {
    return e.getCause() instanceof ShutdownSignalException signal
        && signal.getReason() instanceof AMQP.Channel.Close close
        && close.getReplyCode() == code;
  }

  /**
   * Uses an existing exchange as declared: other programs may need it durable or of another type.
   */
  static void declareExchange(
      Connection connection, String exchange, BuiltinExchangeType type, boolean durable)
      throws IOException {
    var channel = connection.createChannel();
    try {
      channel.exchangeDeclarePassive(exchange);
    } catch (IOException e) {
      if (!isRefusal(e, AMQP.NOT_FOUND)) {
        throw e;
      }
      channel = connection.createChannel();
      channel.exchangeDeclare(exchange, type, durable);
    }
    close(channel);
  }

  private static void bind(Connection connection, String exchange) throws IOException {
    var channel = connection.createChannel();
    for (var operation : LegacyExchange.OPERATIONS) {
      channel.queueBind(operation.name(), exchange, operation.name());
    }
    close(channel);
  }

  private static void close(Channel channel) throws IOException {
    channel.abort();
  }
}
