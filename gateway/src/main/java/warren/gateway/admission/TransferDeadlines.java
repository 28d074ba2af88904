package warren.gateway.admission;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that send or receive too slowly. The connection's idle timeout alone does not
 * end them, because every byte restarts it. Thread-safe.
 */
final class TransferDeadlines extends AbstractLifeCycle implements Connection.Listener {
  private static final Logger log = LoggerFactory.getLogger(TransferDeadlines.class);

  /** A client has the transfer time once more for each of these. */
  private static final long BYTES_PER_TRANSFER_TIME = 64 * 1024;

  private static final long SWEEP_INTERVAL_MS = 250;

  /** The time between requests of a connection, including the next header. */
  private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(30);

  private final long transferNs;
  private final Scheduler scheduler = new ScheduledExecutorScheduler("transfer-deadlines", true);
  private final Map<Connection, Deadline> deadlines = new ConcurrentHashMap<>();

  TransferDeadlines(Duration transferTime) {
    this.transferNs = transferTime.toNanos();
  }

  /** The time at which a connection is closed. */
  private record Deadline(boolean isSet, long nanoTime) {
    static final Deadline NONE = new Deadline(false, 0);

    static Deadline after(long ns) {
      return new Deadline(true, System.nanoTime() + ns);
    }

    boolean hasPassed() {
      return isSet && System.nanoTime() - nanoTime >= 0;
    }
  }

  @Override
  protected void doStart() throws Exception {
    scheduler.start();
    scheduleSweep();
  }

  @Override
  protected void doStop() throws Exception {
    scheduler.stop();
  }

  private void scheduleSweep() {
    scheduler.schedule(this::sweep, SWEEP_INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    deadlines.forEach(
        (connection, deadline) -> {
          if (deadline.hasPassed()) {
            log.debug("A slow connection was closed.");
            reset(connection.getEndPoint());
          }
        });
    scheduleSweep();
  }

  /** Closes a connection, and discards data that the client has not received. */
  private static void reset(EndPoint endPoint) {
    try {
      if (endPoint.getTransport() instanceof SocketChannel channel) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      log.debug("A slow connection was already closed.", e);
    }
    endPoint.close(new EofException("The connection was too slow."));
  }

  @Override
  public void onOpened(Connection connection) {
    deadlines.put(connection, Deadline.after(transferNs));
  }

  @Override
  public void onClosed(Connection connection) {
    deadlines.remove(connection);
  }

  /** The client sends the body. */
  void startReceiving(Request request) {
    set(request, Deadline.after(transferNs));
  }

  /** The client waits for the gateway. */
  void suspend(Request request) {
    set(request, Deadline.NONE);
  }

  /** The client receives a part of the response. */
  void startSending(Request request, long bytes) {
    set(request, Deadline.after(transferNs + transferNs * bytes / BYTES_PER_TRANSFER_TIME));
  }

  /** The response is complete; the next request may follow. */
  void startKeepAlive(Request request) {
    set(request, Deadline.after(KEEP_ALIVE_NS));
  }

  private void set(Request request, Deadline deadline) {
    deadlines.replace(request.getConnectionMetaData().getConnection(), deadline);
  }
}
