package warren.client.connection;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection that can be closed while a thread is blocked writing to it: amqp-client alone would
 * wait for that thread before it sends its close frame. Thread-safe.
 */
public final class AbortableConnection {
  private static final int CLOSE_MS = 2_000;

  private final Connection connection;
  private final Socket socket;
  private final @Nullable String user;
  private final String name;

  private AbortableConnection(
      Connection connection, Socket socket, @Nullable String user, String name) {
    this.connection = connection;
    this.socket = socket;
    this.user = user;
    this.name = name;
  }

  static AbortableConnection open(
      Broker broker,
      ConnectionFactory factory,
      Address node,
      ExecutorService callbacks,
      String name)
      throws IOException, TimeoutException {
    var socket = new AtomicReference<@Nullable Socket>();
    var own = factory.clone();
    own.setSocketConfigurator(factory.getSocketConfigurator().andThen(socket::set));
    var connection = own.newConnection(callbacks, () -> List.of(node), name);
    var opened = socket.get();
    if (opened == null) {
      connection.abort(CLOSE_MS);
      throw new IllegalArgumentException("the factory must use blocking I/O, which is its default");
    }
    return new AbortableConnection(connection, opened, broker.user(), name);
  }

  /** The connection itself. */
  public Connection connection() {
    return connection;
  }

  /** The user as which the broker authenticated this connection; null if it is not known. */
  public @Nullable String user() {
    return user;
  }

  /** The node and its version, for the operator. */
  public String node() {
    var properties = connection.getServerProperties();
    return "%s (%s %s)".formatted(address(), properties.get("product"), properties.get("version"));
  }

  /** The node's host name and IP address, and its port. */
  public String address() {
    return NodeAddress.of(new InetSocketAddress(connection.getAddress(), connection.getPort()));
  }

  /** Closes the connection within seconds, also if a thread is blocked writing to it. */
  void close() {
    var polite = new Thread(() -> connection.abort(CLOSE_MS), name + "-close");
    polite.setDaemon(true);
    polite.start();
    try {
      polite.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      // without the linger time, TLS would send its own close message and wait for the blocked
      // thread
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // the connection is already closed
    }
  }
}
