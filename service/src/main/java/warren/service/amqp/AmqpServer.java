package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.service.config.Settings;
import warren.service.rpc.Handlers;
import warren.service.rpc.Pipeline;

/**
 * Consumes every request queue and answers what comes: a lane for operations that hash passwords,
 * one for those that only look something up, one for the others, a channel for each. Comes back
 * when the broker does.
 */
public final class AmqpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AmqpServer.class);
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

  private final Settings.Amqp settings;
  private final Pipeline pipeline;
  private final List<Bulkhead> lanes;
  private final BrokerConnection requests;
  private final DirectReplies directReplies;
  private final List<Consumption> consumptions = new CopyOnWriteArrayList<>();
  private volatile boolean draining;

  public AmqpServer(
      Settings.Amqp settings, Settings.Bulkheads widths, Handlers handlers, Pipeline pipeline) {
    this.settings = settings;
    this.pipeline = pipeline;
    this.lanes =
        List.of(hashing(widths, handlers), lookups(widths, handlers), others(widths, handlers));
    var factory = Connections.to(settings.uri());
    this.requests = new BrokerConnection("requests", factory, this::setUp);
    this.directReplies = new DirectReplies(factory);
  }

  private static Bulkhead hashing(Settings.Bulkheads widths, Handlers handlers) {
    var operations = Catalogue.OPERATIONS.stream().filter(handlers::hashesPasswords).toList();
    return new Bulkhead(
        "hashing", operations, widths.hashPrefetch(), widths.hashThreads(), widths.hashWaiting());
  }

  private static Bulkhead lookups(Settings.Bulkheads widths, Handlers handlers) {
    var operations = Catalogue.OPERATIONS.stream().filter(handlers::isBatchQuery).toList();
    var prefetch = widths.prefetch();
    return new BatchingBulkhead(
        "lookups", operations, prefetch, widths.lookupThreads(), waiting(operations, prefetch));
  }

  private static Bulkhead others(Settings.Bulkheads widths, Handlers handlers) {
    var operations =
        Catalogue.OPERATIONS.stream()
            .filter(
                operation ->
                    !handlers.hashesPasswords(operation) && !handlers.isBatchQuery(operation))
            .toList();
    var prefetch = widths.prefetch();
    return new Bulkhead(
        "requests", operations, prefetch, widths.threads(), waiting(operations, prefetch));
  }

  /** As many as can be prefetched may wait, so none is ever turned away. */
  private static int waiting(List<Operation<?, ?>> operations, int prefetch) {
    return prefetch * operations.size();
  }

  /** Begins to consume; fails if the broker can't be reached in time. */
  public void start(Duration timeout) {
    directReplies.start();
    requests.start();
    directReplies.awaitOpened(timeout);
    requests.awaitOpened(timeout);
  }

  /** Whether every request queue is being consumed. */
  public boolean consuming() {
    // a forged address closes the other connection for a moment, which is nobody's illness
    return requests.isOpen() && !draining;
  }

  private void setUp(Connection connection, Runnable lost) throws IOException {
    consumptions.clear();
    if (draining) {
      return;
    }
    Topology.declare(connection, settings);
    for (var lane : lanes) {
      consume(lane, connection, lost);
    }
    if (draining) {
      lost.run(); // what was made meanwhile isn't cancelled by the drain
    }
  }

  private void consume(Bulkhead lane, Connection connection, Runnable lost) throws IOException {
    var channel = connection.createChannel();
    channel.addShutdownListener(cause -> lost.run());
    channel.addReturnListener(
        returned -> log.debug("a {} found no queue", returned.getProperties().getType()));
    channel.basicQos(lane.prefetch());
    var shared = new RequestChannel(channel);
    for (var operation : lane.operations()) {
      var consumer = new RequestConsumer(channel, shared, lane, operation, lost);
      consumptions.add(
          new Consumption(channel, channel.basicConsume(operation.name(), false, consumer)));
    }
  }

  private record Consumption(Channel channel, String consumerTag) {}

  private final class RequestConsumer extends DefaultConsumer {
    private final RequestChannel shared;
    private final Bulkhead lane;
    private final Operation<?, ?> operation;
    private final Runnable lost;

    RequestConsumer(
        Channel channel,
        RequestChannel shared,
        Bulkhead lane,
        Operation<?, ?> operation,
        Runnable lost) {
      super(channel);
      this.shared = shared;
      this.lane = lane;
      this.operation = operation;
      this.lost = lost;
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
      lane.accept(
          new Delivery(
              Requests.of(operation, envelope, properties, body),
              ReplyAddress.of(envelope, properties, settings),
              lifetime(properties.getExpiration()),
              shared,
              envelope.getDeliveryTag(),
              directReplies,
              pipeline));
    }

    /** The queue was deleted: begin again, which declares it. */
    @Override
    public void handleCancel(String consumerTag) {
      lost.run();
    }
  }

  /** The broker lets nothing but digits through. */
  private static @Nullable Long lifetime(@Nullable String expiration) {
    return expiration == null || !DIGITS.matcher(expiration).matches()
        ? null
        : Long.valueOf(expiration);
  }

  /** Takes no more requests, answers those in hand, and leaves the rest to other processes. */
  public void drain(Duration within) {
    draining = true;
    var deadline = System.nanoTime() + within.toNanos();
    for (var consumption : new ArrayList<>(consumptions)) {
      // where the network hangs, one is enough to wait for in vain
      if (System.nanoTime() < deadline) {
        cancel(consumption);
      }
    }
    lanes.forEach(lane -> lane.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    directReplies.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
  }

  private static void cancel(Consumption consumption) {
    try {
      consumption.channel().basicCancel(consumption.consumerTag());
    } catch (IOException | ShutdownSignalException e) {
      log.debug("not cancelled: {}", e.toString());
    }
  }

  @Override
  public void close() {
    requests.close();
    directReplies.close();
  }
}
