package warren.client;

import static warren.client.NoReplyException.Reason.CONNECTION_CLOSED;

import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import warren.client.connection.AbortableConnection;
import warren.client.connection.Broker;
import warren.client.connection.ConnectionFailure;
import warren.client.connection.RecoveringConnection;

/** Sends requests over the current {@link RpcConnection}, which recovers by itself. Thread-safe. */
final class RpcChannel implements AutoCloseable {
  private final Broker broker;
  private final RecoveringConnection connection;
  private final ExecutorService recovery;
  private final boolean direct;
  private final @Nullable String serviceUser;
  private volatile @Nullable RpcConnection current;
  private volatile String reason = "it is not open yet";
  private volatile boolean closed;

  private RpcChannel(
      Broker broker,
      String name,
      boolean direct,
      @Nullable String serviceUser,
      RecoveringConnection.Observer observer) {
    var threads = Daemons.named(name);
    this.broker = broker;
    this.recovery = Daemons.one(threads);
    this.direct = direct;
    this.serviceUser = serviceUser;
    this.connection =
        new RecoveringConnection(
            name,
            broker.withThreads(threads),
            recovery,
            Daemons.one(threads),
            this::prepare,
            new StateMemory(observer));
  }

  /** Stores the reason for a missing connection. */
  private final class StateMemory implements RecoveringConnection.Observer {
    private final RecoveringConnection.Observer next;

    StateMemory(RecoveringConnection.Observer next) {
      this.next = next;
    }

    @Override
    public void opened(AbortableConnection opened) {
      next.opened(opened);
    }

    @Override
    public void failed(Throwable cause) {
      reason = ConnectionFailure.why(cause);
      next.failed(cause);
    }

    @Override
    public void lost(AbortableConnection lost, @Nullable Throwable cause) {
      reason = cause == null ? "a part of the connection was lost" : ConnectionFailure.why(cause);
      next.lost(lost, cause);
    }
  }

  /** Connects; fails if that is impossible now. */
  static RpcChannel open(
      Broker broker,
      String name,
      boolean direct,
      @Nullable String serviceUser,
      RecoveringConnection.Observer observer)
      throws IOException {
    var channel = new RpcChannel(broker, name, direct, serviceUser, observer);
    try {
      channel.connection.open();
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void prepare(AbortableConnection fresh, Runnable lost) throws IOException {
    use(
        RpcConnection.on(
            fresh, direct, serviceUser, lost, silent -> recovery.execute(() -> replace(silent))));
  }

  private void use(RpcConnection rpc) {
    current = rpc;
    if (closed) {
      rpc.fail(": the client was closed");
    }
  }

  /** Sends further requests on a new channel, if nothing else has replaced this one already. */
  private void replace(RpcConnection silent) {
    if (closed || current != silent || !silent.isActive()) {
      return;
    }
    try {
      use(silent.onNewChannel());
      silent.retire();
    } catch (IOException | ShutdownSignalException e) {
      // the connection is lost, and opened again by itself
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
                : "No connection to the broker at %s: %s.".formatted(broker, reason)));
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
