package warren.client;

import static warren.client.NoReplyException.Reason.CONNECTION_CLOSED;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import warren.client.connection.AbortableConnection;
import warren.client.connection.RecoveringConnection;

/** Sends requests over the current {@link RpcConnection}, which recovers by itself. Thread-safe. */
final class RpcChannel implements AutoCloseable {
  private final RecoveringConnection connection;
  private final boolean direct;
  private final @Nullable String serviceUser;
  private volatile @Nullable RpcConnection current;
  private volatile boolean closed;

  private RpcChannel(
      ConnectionFactory factory, String name, boolean direct, @Nullable String serviceUser) {
    var threads = Daemons.named(name);
    var own = factory.clone();
    own.setThreadFactory(threads);
    this.direct = direct;
    this.serviceUser = serviceUser;
    this.connection =
        new RecoveringConnection(
            name,
            own,
            Daemons.one(threads),
            Daemons.one(threads),
            this::prepare,
            new RecoveringConnection.Observer() {});
  }

  /** Connects; fails if that is impossible now. */
  static RpcChannel open(
      ConnectionFactory factory, String name, boolean direct, @Nullable String serviceUser)
      throws IOException {
    var channel = new RpcChannel(factory, name, direct, serviceUser);
    try {
      channel.connection.open();
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void prepare(AbortableConnection fresh, Runnable lost) throws IOException {
    var rpc = RpcConnection.on(fresh, direct, serviceUser, lost);
    current = rpc;
    if (closed) {
      rpc.fail(": the client was closed");
    }
  }

  /** Sends a request; its reply fails with {@link NoReplyException} or after its timeout. */
  CompletableFuture<Delivery> send(Outgoing request) {
    var rpc = current;
    if (!closed && rpc != null && rpc.isActive()) {
      return rpc.send(request);
    }
    connection.ensureRecovery();
    return CompletableFuture.failedFuture(
        new NoReplyException(
            CONNECTION_CLOSED,
            closed
                ? "The client is closed."
                : "There is no connection to the broker at the moment."));
  }

  @Override
  public void close() {
    closed = true;
    var rpc = current;
    if (rpc != null) {
      rpc.fail(": the client was closed");
    }
    connection.close();
  }
}
