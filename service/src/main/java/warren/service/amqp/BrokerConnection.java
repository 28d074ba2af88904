package warren.service.amqp;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.client.connection.AbortableConnection;
import warren.client.connection.Broker;
import warren.client.connection.ConnectionFailure;
import warren.client.connection.ConnectionLog;
import warren.client.connection.RecoveringConnection;
import warren.settings.Durations;
import warren.settings.StartException;

/**
 * One of the service's recovering connections: reports a failed start in a sentence for the
 * operator, and logs each change of state.
 */
final class BrokerConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BrokerConnection.class);

  /** Prepares each new connection. */
  @FunctionalInterface
  interface Setup {
    /**
     * Creates channels and consumers.
     *
     * @param lost to be run after the loss of something that was created here
     */
    void prepare(Connection connection, Runnable lost) throws IOException;
  }

  private final Broker broker;
  private final RecoveringConnection connection;
  private final CompletableFuture<Void> firstOpened = new CompletableFuture<>();
  private final AtomicReference<@Nullable Throwable> lastFailure = new AtomicReference<>();
  private volatile @Nullable AbortableConnection latest;

  BrokerConnection(String name, Broker broker, Setup setup) {
    this.broker = broker;
    this.connection =
        new RecoveringConnection(
            "warren " + name,
            broker,
            Executors.newSingleThreadExecutor(Threads.named(name)),
            new DirectExecutor(),
            (opened, lost) -> {
              latest = opened;
              setup.prepare(opened.connection(), lost);
            },
            new StateLog(name));
  }

  /** Logs the changes of state and remembers the failures of the start. */
  private final class StateLog extends ConnectionLog {
    StateLog(String name) {
      super(name, broker, log::info, log::warn);
    }

    @Override
    public void opened(AbortableConnection opened) {
      super.opened(opened);
      lastFailure.set(null);
      firstOpened.complete(null);
    }

    @Override
    public void failed(Throwable cause) {
      super.failed(cause);
      lastFailure.set(cause);
      if (cause instanceof AuthenticationFailureException) {
        firstOpened.completeExceptionally(cause);
      }
    }

    @Override
    public void lost(AbortableConnection lost, @Nullable Throwable cause) {
      super.lost(lost, cause);
      lastFailure.set(cause);
    }
  }

  /** Begins to open the connection. */
  void start() {
    connection.start();
  }

  /** Returns after the connection has been opened for the first time; fails after the timeout. */
  void awaitOpened(Duration timeout) {
    try {
      firstOpened.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw notOpened("within " + Durations.text(timeout), lastFailure.get());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof AuthenticationFailureException rejected
          ? new StartException(Connections.refused(rejected), e)
          : notOpened("at the start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notOpened("before the start was interrupted", e);
    }
  }

  private StartException notOpened(String when, @Nullable Throwable cause) {
    var why = cause == null ? "it does not answer" : ConnectionFailure.why(cause);
    return new StartException(
        "No connection to the broker at %s %s: %s.".formatted(broker, when, why), cause);
  }

  /** Whether the connection is open and prepared. */
  boolean isOpen() {
    return connection.isOpen();
  }

  /** The address of the node to which the connection was last opened. */
  String address() {
    var node = latest;
    return node == null ? broker.toString() : node.address();
  }

  /** Why the connection is not open; empty if it is. */
  Optional<String> problem() {
    if (isOpen()) {
      return Optional.empty();
    }
    return Optional.of("No connection to the broker at %s: %s.".formatted(broker, why()));
  }

  private String why() {
    var failure = lastFailure.get();
    if (failure != null) {
      return ConnectionFailure.why(failure);
    }
    var lost = latest == null ? null : latest.connection().getCloseReason();
    if (lost == null) {
      return "it is being opened";
    }
    return lost.isInitiatedByApplication() ? ConnectionLog.PART_ENDED : ConnectionFailure.why(lost);
  }

  @Override
  public void close() {
    connection.close();
  }
}
