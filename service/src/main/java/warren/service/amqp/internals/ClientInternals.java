package warren.service.amqp.internals;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import java.io.IOException;

/** Functions of amqp-client that its public interface does not offer. */
public final class ClientInternals {
  /** The logger to which the client reports lost connections, which Warren reports itself. */
  public static final String EXCEPTION_LOGGER = ForgivingExceptionHandler.class.getName();

  /** The beginning of the message with which the client reports one of them as an error. */
  public static final String CONNECTION_ERROR = "An unexpected connection driver error occurred";

  private ClientInternals() {}

  /** Sends the frames of a connection that have been written but not flushed. */
  public static void flush(Connection connection) throws IOException {
    ((AMQConnection) connection).flush();
  }
}
