package warren.service.amqp;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.settings.Durations;
import warren.settings.StartException;

/**
 * A connection that is there again after it was lost: opened, set up by its owner, and when
 * anything of it closes, thrown away and begun anew.
 */
final class KeptConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KeptConnection.class);
  private static final long FIRST_PAUSE_MS = 20;
  private static final long LONGEST_PAUSE_MS = 5_000;
  private static final int CLOSE_MS = 2_000;

  /** What the owner makes on a new connection. */
  @FunctionalInterface
  interface SetUp {
    /**
     * Makes channels and consumers.
     *
     * @param lost to be run when something made here is gone, though the connection may stand
     */
    void on(Connection connection, Runnable lost) throws IOException;
  }

  private final String name;
  private final ConnectionFactory factory;
  private final SetUp setUp;
  private final Thread keeper;
  private final CompletableFuture<Void> firstOpened = new CompletableFuture<>();
  private final AtomicReference<@Nullable Exception> lastFailure = new AtomicReference<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile CountDownLatch lost = new CountDownLatch(0);
  private volatile boolean open;

  KeptConnection(String name, ConnectionFactory factory, SetUp setUp) {
    this.name = name;
    this.factory = factory;
    this.setUp = setUp;
    this.keeper = Threads.named(name).newThread(this::keep);
  }

  /** Begins to open it. */
  void start() {
    keeper.start();
  }

  /** Returns when it has been opened, and fails if that takes longer. */
  void awaitOpened(Duration timeout) {
    try {
      firstOpened.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw notOpened("within " + Durations.text(timeout), lastFailure.get());
    } catch (ExecutionException e) {
      throw new StartException(Connections.refused(factory), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notOpened("before the start was broken off", e);
    }
  }

  private StartException notOpened(String when, @Nullable Exception cause) {
    var why = cause == null ? "it does not answer" : Connections.why(cause);
    return new StartException(
        "No connection to the broker at %s:%d %s: %s."
            .formatted(factory.getHost(), factory.getPort(), when, why),
        cause);
  }

  /** Whether it stands and has been set up. */
  boolean open() {
    return open;
  }

  private void keep() {
    var pause = 0L;
    while (!isClosing(pause)) {
      pause =
          openOnce()
              ? FIRST_PAUSE_MS
              : Math.min(Math.max(2 * pause, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    }
  }

  /** Returns when the connection is gone; whether there was one. */
  private boolean openOnce() {
    var gone = new CountDownLatch(1);
    Connection connection = null;
    try {
      connection = factory.newConnection(new DirectExecutor(), "warren " + name);
      connection.addShutdownListener(cause -> gone.countDown());
      lost = gone;
      if (isClosing(0)) {
        return false; // close() may have counted down the one before
      }
      setUp.on(connection, gone::countDown);
      opened();
      gone.await();
      return true;
    } catch (AuthenticationFailureException e) {
      failed(e);
      firstOpened.completeExceptionally(e);
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(connection);
    }
    return false;
  }

  private void opened() {
    open = true;
    log.info("{}: connected to the broker at {}:{}", name, factory.getHost(), factory.getPort());
    firstOpened.complete(null);
  }

  private void failed(Exception e) {
    lastFailure.set(e);
    log.warn("{}: no connection to the broker: {}", name, Connections.why(e));
  }

  private void close(@Nullable Connection connection) {
    if (open && closing.getCount() > 0) {
      log.warn("{}: the connection to the broker was lost", name);
    }
    open = false;
    if (connection != null) {
      connection.abort(CLOSE_MS);
    }
  }

  private boolean isClosing(long withinMs) {
    try {
      return closing.await(withinMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    lost.countDown();
    try {
      keeper.join(2L * CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
