package warren.contracts.client;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection that can be ended while a thread is stuck writing to it: amqp-client would wait for
 * that thread to say good-bye.
 */
final class Wire {
  private static final int CLOSE_MS = 2_000;

  private final Connection connection;
  private final Socket socket;

  private Wire(Connection connection, Socket socket) {
    this.connection = connection;
    this.socket = socket;
  }

  static Wire open(ConnectionFactory factory, ExecutorService deliveries, String name)
      throws IOException, TimeoutException {
    var socket = new AtomicReference<@Nullable Socket>();
    var own = factory.clone();
    own.setSocketConfigurator(factory.getSocketConfigurator().andThen(socket::set));
    var connection = own.newConnection(deliveries, name);
    return new Wire(connection, Objects.requireNonNull(socket.get()));
  }

  Connection connection() {
    return connection;
  }

  /** Returns within seconds. */
  void close() {
    var polite = new Thread(() -> connection.abort(CLOSE_MS), "warren-client-close");
    polite.setDaemon(true);
    polite.start();
    try {
      polite.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      // or TLS would want to say good-bye, and wait for whoever is stuck
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it was closed politely
    }
  }
}
