package warren.client;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import java.io.IOException;
import java.net.Socket;
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
  private final @Nullable String user;

  private Wire(Connection connection, Socket socket, @Nullable String user) {
    this.connection = connection;
    this.socket = socket;
    this.user = user;
  }

  static Wire open(ConnectionFactory factory, ExecutorService deliveries, String name)
      throws IOException, TimeoutException {
    var socket = new AtomicReference<@Nullable Socket>();
    var own = factory.clone();
    own.setSocketConfigurator(factory.getSocketConfigurator().andThen(socket::set));
    var connection = own.newConnection(deliveries, name);
    var opened = socket.get();
    if (opened == null) {
      connection.abort(CLOSE_MS);
      throw new IllegalArgumentException("the factory must use blocking I/O, which is its default");
    }
    // who a certificate says it is, the broker alone knows
    var isUserKnown = factory.getSaslConfig() != DefaultSaslConfig.EXTERNAL;
    return new Wire(connection, opened, isUserKnown ? factory.getUsername() : null);
  }

  /** Whom the broker takes it for, if that is known. */
  @Nullable String user() {
    return user;
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
