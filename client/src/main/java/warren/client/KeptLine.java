package warren.client;

import static warren.client.NoReplyException.Reason.CONNECTION_CLOSED;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A line to the broker that is made anew whenever it is gone, until this is closed. Thread-safe.
 */
final class KeptLine implements AutoCloseable {
  private static final long FIRST_PAUSE_MS = 20;
  private static final long LONGEST_PAUSE_MS = 5_000;
  private static final long IDLE_S = 5;

  private final ConnectionFactory factory;
  private final String name;
  private final boolean direct;
  private final ExecutorService deliveries;
  private final ExecutorService keeper;
  private final AtomicBoolean reopening = new AtomicBoolean();
  private volatile @Nullable Line line;
  private volatile boolean closed;

  private KeptLine(ConnectionFactory factory, String name, boolean direct) {
    var threads = daemons(name);
    this.factory = factory.clone();
    this.name = name;
    this.direct = direct;
    this.deliveries = oneThread(threads);
    this.keeper = oneThread(threads);
    // a line that is gone is made anew here, as a whole
    this.factory.setAutomaticRecoveryEnabled(false);
    this.factory.setTopologyRecoveryEnabled(false);
    this.factory.setThreadFactory(threads);
  }

  /** Connects; fails if that can't be done now. */
  static KeptLine open(ConnectionFactory factory, String name, boolean direct) throws IOException {
    var kept = new KeptLine(factory, name, direct);
    try {
      kept.replaceBy(kept.openLine());
      return kept;
    } catch (IOException | RuntimeException e) {
      kept.close();
      throw e;
    } catch (TimeoutException e) {
      kept.close();
      throw new IOException("The broker did not answer in time.", e);
    }
  }

  /** One that ends when it has nothing to do, and takes nothing more once it is shut down. */
  private static ExecutorService oneThread(ThreadFactory threads) {
    var executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_S,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            threads,
            new ThreadPoolExecutor.DiscardPolicy());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** Threads that keep no program from ending. */
  static ThreadFactory daemons(String name) {
    return work -> {
      var thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  private Line openLine() throws IOException, TimeoutException {
    var wire = Wire.open(factory, deliveries, name);
    try {
      return Line.on(wire, direct, this::lost);
    } catch (Throwable e) {
      wire.close();
      throw e;
    }
  }

  private void lost() {
    if (reopening.compareAndSet(false, true)) {
      keeper.execute(this::reopen);
    }
  }

  private void reopen() {
    var pause = FIRST_PAUSE_MS;
    while (!reopened() && sleep(pause)) {
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
    reopening.set(false);
    if (isLost()) {
      lost(); // it went before this could be told
    }
  }

  private boolean reopened() {
    try {
      var old = line;
      if (isLost() && old != null) {
        old.close("");
        replaceBy(openLine());
      }
      return true;
    } catch (Throwable e) {
      return false; // also where threads are short: nobody else would try again
    }
  }

  private boolean isLost() {
    var current = line;
    return !closed && current != null && !current.stands();
  }

  /** Whether it may go on: the closing interrupts it. */
  private static boolean sleep(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void replaceBy(Line fresh) {
    line = fresh;
    if (closed) {
      fresh.close("");
    } else if (!fresh.stands()) {
      lost(); // before it was the line, nobody could make it anew
    }
  }

  /** Sends a request; its reply fails with {@link NoReplyException} or after its timeout. */
  CompletableFuture<Delivery> send(Outgoing request) {
    var current = line;
    if (!closed && current != null && current.stands()) {
      return current.send(request);
    }
    if (isLost()) {
      lost(); // if that could not be told at the time
    }
    return CompletableFuture.failedFuture(
        new NoReplyException(
            CONNECTION_CLOSED,
            closed
                ? "The client is closed."
                : "There is no connection to the broker at the moment."));
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    if (line != null) {
      line.close(": the client was closed");
    }
    keeper.shutdownNow();
    // the thread of the deliveries ends by itself, once it has heard what a connection says last
  }
}
