package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.client.connection.ConnectionFailure;
import warren.contracts.catalogue.ServiceCatalogue;

/**
 * Checks every two seconds that requests are transported: the broker confirms a message to a
 * request queue, this process receives one from it, and every request queue has consumers. A broker
 * that has lost a majority of its nodes can have open connections and pass none of these checks.
 * All processes share the queue, so that a process also receives messages of others. Thread-safe.
 */
final class SelfCheck implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SelfCheck.class);

  static final String QUEUE = ServiceCatalogue.SERVICE_STATUS.name();

  private static final String HEADER = "warren_self_check";
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.US_ASCII);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** Three messages; another process may have received some of them and stopped since. */
  private static final Duration LIMIT = Duration.ofSeconds(6);

  /** After this time without any sign of transport, another node may be better. */
  private static final Duration ABANDON = Duration.ofSeconds(15);

  /** A process that does not know the header treats it as a request that expects no reply. */
  private static final BasicProperties MESSAGE =
      new BasicProperties.Builder()
          .contentType("application/json")
          .headers(Map.of(HEADER, true))
          .expiration(Long.toString(LIMIT.toMillis()))
          .build();

  private final QueueCheck queues = new QueueCheck();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(2, Threads.named("self-check"));
  private volatile @Nullable Checked current;
  private volatile @Nullable String alarm;
  private volatile long confirmedAt;
  private volatile long receivedAt;
  private Optional<String> logged = Optional.empty(); // of the thread that sends

  /** The connection that is checked. */
  private record Checked(
      Connection connection, Channel channel, String address, long since, Runnable lost) {
    Checked on(Channel other) {
      return new Checked(connection, other, address, since, lost);
    }
  }

  /** Begins to check. */
  void start() {
    schedule(this::check);
    schedule(
        () -> {
          var checked = current;
          if (checked != null && alarm == null) {
            queues.check(checked.connection);
          }
        });
  }

  private void schedule(Runnable work) {
    Runnable logging =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            log.warn("a self-check failed", e); // an exception would end the schedule
          }
        };
    var unused =
        threads.scheduleWithFixedDelay(
            logging, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Checks this connection from now on, on which all queues have just been consumed.
   *
   * @param lost to be run if nothing is transported for long
   */
  void use(Connection connection, String address, Runnable lost) throws IOException {
    alarm = null;
    connection.addBlockedListener(reason -> alarm = reason, () -> alarm = null);
    queues.reset();
    var now = System.nanoTime();
    if (current == null) {
      confirmedAt = now;
      receivedAt = now;
    }
    current = new Checked(connection, confirming(connection), address, now, lost);
    execute(this::send);
  }

  private void execute(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      // closed meanwhile
    }
  }

  private Channel confirming(Connection connection) throws IOException {
    var channel = connection.createChannel();
    channel.confirmSelect();
    channel.addConfirmListener(
        (tag, multiple) -> confirmedAt = System.nanoTime(),
        (tag, multiple) -> execute(() -> replace(channel)));
    return channel;
  }

  /**
   * Uses a new channel after a rejection: RabbitMQ 3 rejects all messages of a channel to a quorum
   * queue if the first of them was sent while the queue had no leader.
   */
  private void replace(Channel rejected) {
    var checked = current;
    if (checked == null || checked.channel != rejected) {
      return;
    }
    try {
      current = checked.on(confirming(checked.connection));
      rejected.abort();
    } catch (IOException | ShutdownSignalException e) {
      log.debug("no new channel: {}", e.toString());
    }
  }

  /** Notes a message of {@link #QUEUE}; returns whether it is one of a check, and no request. */
  boolean received(BasicProperties properties) {
    receivedAt = System.nanoTime();
    var headers = properties.getHeaders();
    return headers != null && headers.containsKey(HEADER) && properties.getReplyTo() == null;
  }

  private void check() {
    logChange();
    send();
    var checked = current;
    if (checked != null && isUseless(checked)) {
      log.warn("abandons the broker at {}: it does not transport all requests", checked.address);
      checked.lost.run();
    }
  }

  private void logChange() {
    var problem = problem();
    if (!problem.equals(logged)) {
      logged = problem;
      problem.ifPresentOrElse(
          why -> log.warn("not ready: {}", why),
          () -> log.info("requests are transported by the broker again"));
    }
  }

  private void send() {
    var checked = current;
    // on a blocked connection, the messages would collect in the network's buffers
    if (checked == null || alarm != null) {
      return;
    }
    try {
      checked.channel.basicPublish("", QUEUE, MESSAGE, BODY);
    } catch (IOException | ShutdownSignalException e) {
      log.debug("self-check not sent: {}", e.toString());
    }
  }

  /**
   * Whether another connection may be better: no messages are transported, or a queue has lost its
   * consumers, which a broker does not report after some partitions.
   */
  private boolean isUseless(Checked checked) {
    return alarm == null
        && checked.channel.isOpen()
        && isLongAgo(checked.since, ABANDON)
        && (queues.failFor(ABANDON) || isSilent());
  }

  private boolean isSilent() {
    return isLongAgo(confirmedAt, ABANDON) && isLongAgo(receivedAt, ABANDON);
  }

  private static boolean isLongAgo(long time, Duration limit) {
    return System.nanoTime() - time > limit.toNanos();
  }

  /** Why a request would get no reply, although the connection is open; empty if it would. */
  Optional<String> problem() {
    var checked = current;
    return checked == null || !checked.connection.isOpen()
        ? Optional.empty() // a lost connection is reported by itself
        : transportProblem(checked)
            .or(queues::problem)
            .map(why -> "The broker at %s %s.".formatted(checked.address, why));
  }

  private Optional<String> transportProblem(Checked checked) {
    var reason = alarm;
    if (reason != null) {
      return Optional.of("has an alarm and accepts no messages: it is " + reason);
    }
    var closed = checked.channel.getCloseReason();
    if (closed != null) {
      return Optional.of("ended the self-check: " + ConnectionFailure.why(closed));
    }
    if (isLongAgo(confirmedAt, LIMIT)) {
      return Optional.of("has not confirmed a message to the queue " + QUEUE + silence());
    }
    return isLongAgo(receivedAt, LIMIT)
        ? Optional.of("has not delivered a message of the queue " + QUEUE + silence())
        : Optional.empty();
  }

  private static String silence() {
    return " for more than " + LIMIT.toSeconds() + " s";
  }

  @Override
  public void close() {
    current = null;
    threads.shutdownNow();
  }
}
