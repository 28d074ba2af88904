package warren.client.connection;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection that reconnects by itself until it is closed. After a loss of the connection, or of
 * anything that its owner created on it, all of it is closed and opened again. The pauses between
 * attempts grow from 20 ms to 2 s. Thread-safe.
 */
public final class RecoveringConnection implements AutoCloseable {
  private static final long FIRST_PAUSE_MS = 20;
  private static final long LONGEST_PAUSE_MS = 2_000;
  private static final long CLOSE_MS = 5_000;

  /** Prepares each new connection for its owner. */
  @FunctionalInterface
  public interface Setup {
    /**
     * Creates channels and consumers.
     *
     * @param lost to be run after the loss of something that was created here, even if the
     *     connection is still open
     * @throws IOException if the connection is to be opened again
     */
    void prepare(AbortableConnection connection, Runnable lost) throws IOException;
  }

  /** Receives the changes of a connection's state, for example to log them. */
  public interface Observer {
    /** The connection is open and prepared. */
    default void opened(AbortableConnection connection) {}

    /** An attempt to open the connection failed; another one follows. */
    default void failed(Throwable cause) {}

    /**
     * The connection was lost and is about to be opened again.
     *
     * @param cause null if only something that was created on it was lost
     */
    default void lost(AbortableConnection connection, @Nullable Throwable cause) {}
  }

  private final String name;
  private final Broker broker;
  private final ExecutorService recoveryThread;
  private final ExecutorService callbacks;
  private final Setup setup;
  private final Observer observer;
  private final AtomicBoolean recovering = new AtomicBoolean();
  private volatile @Nullable Session current;
  private volatile boolean started;
  private volatile boolean closed;
  private long pause = FIRST_PAUSE_MS; // of the recovery thread

  /** One opened connection, until its loss. */
  private static final class Session {
    private final AbortableConnection connection;
    private volatile boolean lost;

    Session(AbortableConnection connection) {
      this.connection = connection;
    }
  }

  /**
   * Creates a connection that is not open yet.
   *
   * @param name the connection's name for the broker's operator
   * @param recoveryThread opens the connection again; it must have one thread, and is shut down by
   *     {@link #close}
   * @param callbacks runs the callbacks of consumers; never shut down
   */
  public RecoveringConnection(
      String name,
      Broker broker,
      ExecutorService recoveryThread,
      ExecutorService callbacks,
      Setup setup,
      Observer observer) {
    this.name = name;
    this.broker = broker;
    this.recoveryThread = recoveryThread;
    this.callbacks = callbacks;
    this.setup = setup;
    this.observer = observer;
  }

  /**
   * Opens the connection and returns once it is prepared.
   *
   * @throws IOException if the first attempt fails; no other one follows
   */
  public void open() throws IOException {
    install(openSession());
  }

  /** Begins to open the connection in the background, in as many attempts as necessary. */
  public void start() {
    started = true;
    submitRecovery();
  }

  /** Whether the connection is open and prepared. */
  public boolean isOpen() {
    var session = current;
    return !closed && session != null && !session.lost;
  }

  /** Begins to recover a lost connection if that was not possible before, for lack of threads. */
  public void ensureRecovery() {
    if (started && !closed && !isOpen()) {
      submitRecovery();
    }
  }

  private void submitRecovery() {
    if (recovering.compareAndSet(false, true)) {
      try {
        recoveryThread.execute(this::recover);
      } catch (RejectedExecutionException e) {
        // closed meanwhile
      } catch (Throwable e) {
        recovering.set(false);
        throw e;
      }
    }
  }

  private void recover() {
    try {
      // a connection that is lost at once is not opened again in a tight loop
      while (sleep(pause) && !recovered()) {}
    } finally {
      recovering.set(false);
      ensureRecovery(); // the observer failed, or the new connection is lost already
    }
  }

  private boolean recovered() {
    try {
      if (!closed && !isOpen()) {
        discardLost();
        install(openSession());
      }
      pause = FIRST_PAUSE_MS;
      return true;
    } catch (Throwable e) { // also for lack of threads: no other thread would try again
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      if (!closed) {
        observer.failed(e);
      }
      return false;
    }
  }

  private void discardLost() {
    var session = current;
    if (session != null) {
      observer.lost(session.connection, session.connection.connection().getCloseReason());
      current = null;
      session.connection.close();
    }
  }

  private Session openSession() throws IOException {
    var session = new Session(broker.open(callbacks, name));
    try {
      if (closed) {
        throw new IOException("The connection was closed by its owner.");
      }
      session.connection.connection().addShutdownListener(cause -> lose(session));
      setup.prepare(session.connection, () -> lose(session));
      return session;
    } catch (Throwable e) {
      session.connection.close();
      throw e;
    }
  }

  private void lose(Session session) {
    session.lost = true;
    if (current == session) {
      ensureRecovery();
    }
  }

  private void install(Session session) {
    synchronized (this) {
      if (!closed) {
        current = session;
        started = true;
      }
    }
    if (closed) {
      session.connection.close();
    } else {
      observer.opened(session.connection);
      ensureRecovery(); // a loss before it was current has not been noticed
    }
  }

  /** Whether to go on: closing interrupts the pause. */
  private static boolean sleep(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes the connection and ends its recovery, within seconds. No setup begins after it. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    var session = current;
    if (session != null) {
      session.connection.close();
    }
    recoveryThread.shutdownNow();
    awaitRecoveryThread();
  }

  /** Returns at once on the recovery thread itself, which has just been interrupted. */
  private void awaitRecoveryThread() {
    try {
      recoveryThread.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
