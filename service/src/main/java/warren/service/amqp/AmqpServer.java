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
import java.util.Optional;
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
 * Consumes all request queues and replies to their requests. Operations that hash passwords, batch
 * queries and all other operations have a bulkhead and a channel each. Reconnects by itself.
 */
public final class AmqpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AmqpServer.class);
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

  private final Settings.Amqp settings;
  private final Pipeline pipeline;
  private final List<Bulkhead> bulkheads;
  private final BrokerConnection requests;
  private final DirectReplies directReplies;
  private final SelfCheck selfCheck = new SelfCheck();
  private final Admission admission;
  private final @Nullable String user;
  private final List<Consumption> consumptions = new CopyOnWriteArrayList<>();
  private volatile boolean draining;

  public AmqpServer(
      Settings.Amqp settings, Settings.Bulkheads limits, Handlers handlers, Pipeline pipeline) {
    this.settings = settings;
    this.pipeline = pipeline;
    this.bulkheads =
        List.of(
            hashing(settings, limits, handlers),
            lookups(limits, handlers),
            others(limits, handlers));
    var broker = Connections.forRequests(settings.uri());
    this.requests = new BrokerConnection("requests", broker, this::setUp);
    // few enough that they never occupy the whole prefetch of an operation
    this.directReplies = new DirectReplies(broker, smallestPrefetch() / 4);
    this.admission = new Admission(directReplies);
    this.user = broker.user();
  }

  private int smallestPrefetch() {
    return bulkheads.stream().mapToInt(Bulkhead::prefetch).min().orElseThrow();
  }

  private static Bulkhead hashing(
      Settings.Amqp settings, Settings.Bulkheads limits, Handlers handlers) {
    var operations = Catalogue.OPERATIONS.stream().filter(handlers::hashesPasswords).toList();
    return new HashingBulkhead(
        operations,
        limits.hashThreads(),
        PendingBytes.hashWaiting(limits),
        limits.loginQueueTime(),
        settings.trustedUsers());
  }

  private static Bulkhead lookups(Settings.Bulkheads limits, Handlers handlers) {
    var operations = Catalogue.OPERATIONS.stream().filter(handlers::isBatchQuery).toList();
    var prefetch = PendingBytes.prefetch(limits);
    return new BatchingBulkhead(
        "lookups", operations, prefetch, limits.lookupThreads(), waiting(operations, prefetch));
  }

  private static Bulkhead others(Settings.Bulkheads limits, Handlers handlers) {
    var operations =
        Catalogue.OPERATIONS.stream()
            .filter(
                operation ->
                    !handlers.hashesPasswords(operation) && !handlers.isBatchQuery(operation))
            .toList();
    var prefetch = PendingBytes.prefetch(limits);
    return new Bulkhead(
        "requests", operations, prefetch, limits.threads(), waiting(operations, prefetch));
  }

  /** As many as can be prefetched may wait, so none is ever turned away. */
  private static int waiting(List<Operation<?, ?>> operations, int prefetch) {
    return prefetch * operations.size();
  }

  /** Starts to consume; fails if the broker does not accept the connections within the timeout. */
  public void start(Duration timeout) {
    directReplies.start();
    directReplies.awaitOpened(timeout);
    selfCheck.start();
    requests.start();
    requests.awaitOpened(timeout);
  }

  /** Why a request would get no reply; empty if it would. */
  public Optional<String> problem() {
    if (draining) {
      return Optional.of("The service is stopping.");
    }
    // without the connections of direct replies, which a forged address closes for a moment
    return requests.problem().or(selfCheck::problem);
  }

  private void setUp(Connection connection, Runnable lost) throws IOException {
    consumptions.clear();
    if (draining) {
      return;
    }
    Topology.declare(connection, settings);
    for (var bulkhead : bulkheads) {
      consume(bulkhead, connection, lost);
    }
    selfCheck.use(connection, requests.address(), lost);
    if (draining) {
      lost.run(); // the drain does not cancel consumers created in the meantime
    }
  }

  private void consume(Bulkhead bulkhead, Connection connection, Runnable lost) throws IOException {
    var channel = connection.createChannel();
    channel.addShutdownListener(cause -> lost.run());
    channel.addReturnListener(
        returned ->
            log.debug(
                "the reply queue of a {} does not exist", returned.getProperties().getType()));
    channel.basicQos(bulkhead.prefetch());
    var shared = new RequestChannel(channel, user);
    for (var operation : bulkhead.operations()) {
      var consumer = new RequestConsumer(channel, shared, bulkhead, operation, lost);
      consumptions.add(
          new Consumption(channel, channel.basicConsume(operation.name(), false, consumer)));
    }
  }

  private record Consumption(Channel channel, String consumerTag) {}

  private final class RequestConsumer extends DefaultConsumer {
    private final RequestChannel shared;
    private final Bulkhead bulkhead;
    private final Operation<?, ?> operation;
    private final Runnable lost;

    RequestConsumer(
        Channel channel,
        RequestChannel shared,
        Bulkhead bulkhead,
        Operation<?, ?> operation,
        Runnable lost) {
      super(channel);
      this.shared = shared;
      this.bulkhead = bulkhead;
      this.operation = operation;
      this.lost = lost;
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
      if (operation.name().equals(SelfCheck.QUEUE) && selfCheck.received(properties)) {
        shared.acknowledge(envelope.getDeliveryTag());
        return;
      }
      var request = Requests.of(operation, envelope, properties, body);
      var address = ReplyAddress.of(envelope, properties, settings);
      if (!admission.admits(request, address)) {
        shared.acknowledge(envelope.getDeliveryTag());
        return;
      }
      bulkhead.accept(
          new Delivery(
              request,
              address,
              lifetime(properties.getExpiration()),
              shared,
              envelope.getDeliveryTag(),
              directReplies,
              pipeline));
    }

    /** Reconnects after the queue was deleted, which declares it again. */
    @Override
    public void handleCancel(String consumerTag) {
      lost.run();
    }
  }

  /** The expiration is in milliseconds; the broker accepts digits only. */
  private static @Nullable Duration lifetime(@Nullable String expiration) {
    return expiration == null || !DIGITS.matcher(expiration).matches()
        ? null
        : Duration.ofMillis(Long.parseLong(expiration));
  }

  /**
   * Stops consuming and completes the accepted requests; the others are left to other processes.
   */
  public void drain(Duration within) {
    draining = true;
    selfCheck.close();
    var deadline = System.nanoTime() + within.toNanos();
    for (var consumption : new ArrayList<>(consumptions)) {
      // if the network is blocked, only the first cancellation waits for its timeout
      if (System.nanoTime() < deadline) {
        cancel(consumption);
      }
    }
    bulkheads.forEach(
        bulkhead -> bulkhead.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
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
    selfCheck.close();
    requests.close();
    directReplies.close();
  }
}
