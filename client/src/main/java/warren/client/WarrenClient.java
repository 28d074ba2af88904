package warren.client;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import warren.client.connection.Broker;
import warren.client.connection.ConnectionLog;
import warren.client.connection.RecoveringConnection;
import warren.contracts.BrokerUris;

/**
 * A client of Warren, and the caller without a token. It has one connection with one channel and
 * one reply queue for all calls. After a loss it reconnects by itself; until then calls fail at
 * once. One client is enough for a program. Thread-safe. {@link #close} ends the connection and
 * fails the calls that still wait.
 */
public final class WarrenClient extends Caller implements AutoCloseable {
  private final RpcExecutor rpc;

  private WarrenClient(RpcExecutor rpc, CallOptions options) {
    super(rpc, options);
    this.rpc = rpc;
  }

  /**
   * Connects to a broker.
   *
   * @param uri {@code amqp://user:password@host:port/vhost}; with {@code amqps} the certificate and
   *     the host name are verified; the nodes of a cluster are separated by commas, as several URIs
   *     or as several {@code host:port} in one
   * @throws IOException if no node can be reached now
   */
  public static WarrenClient connect(String uri) throws IOException {
    return builder(uri).connect();
  }

  /**
   * A builder of a client of this broker.
   *
   * @param uri as for {@link #connect(String)}
   * @throws IllegalArgumentException if a URI is wrong
   */
  public static Builder builder(String uri) {
    var factory = new ConnectionFactory();
    factory.setChannelRpcTimeout(Builder.RPC_MS);
    try {
      return new Builder(Broker.at(BrokerUris.parse(uri), factory));
    } catch (IllegalArgumentException e) {
      // quotes no part of the URI
      throw new IllegalArgumentException("The broker's address " + e.getMessage() + ".");
    }
  }

  /** A builder of a client of the broker at the factory's host and port. */
  public static Builder builder(ConnectionFactory factory) {
    return builder(factory, List.of(new Address(factory.getHost(), factory.getPort())));
  }

  /**
   * A builder of a client of the broker at these addresses. The factory is copied; its settings are
   * used, except those of host, port, recovery and threads. It must use blocking I/O.
   *
   * @param nodes at least one; each connection is opened to one of them, selected at random
   */
  public static Builder builder(ConnectionFactory factory, List<Address> nodes) {
    return new Builder(Broker.of(factory, nodes));
  }

  /** Closes the connection within seconds. Waiting calls fail with {@link NoReplyException}. */
  @Override
  public void close() {
    rpc.close();
  }

  /** Builds a client. Not thread-safe. */
  public static final class Builder {
    private static final int RPC_MS = 5_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Broker broker;
    private String name = "warren-client";
    private boolean direct;
    private Function<Builder, RecoveringConnection.Observer> changes =
        builder -> new RecoveringConnection.Observer() {};
    private @Nullable String serviceUser;
    private CallOptions options = new CallOptions(TIMEOUT, false, () -> null, null, null, null);
    private CallObserver observer = (operation, status, noReply, duration) -> {};
    private @Nullable Executor executor;

    private Builder(Broker broker) {
      this.broker = broker;
    }

    /** The connection's name for the broker's operator; default: {@code warren-client}. */
    public Builder name(String connectionName) {
      this.name = connectionName;
      return this;
    }

    /** The timeout of calls; the default is 5 s. */
    public Builder timeout(Duration timeout) {
      this.options = options.withTimeout(timeout);
      return this;
    }

    /**
     * Sends the end of the timeout with each call, so that the service does not execute requests
     * whose callers have given up. Requires synchronised clocks.
     */
    public Builder deadlines() {
      this.options = options.withDeadlines();
      return this;
    }

    /** Receives replies by the broker's direct reply-to, without a queue. */
    public Builder directReplies() {
      this.direct = true;
      return this;
    }

    /**
     * Reports each change of the connection in a line that names the node.
     *
     * @param info receives a line when a connection was opened
     * @param warning receives a line when it was lost, or could not be opened
     */
    public Builder connectionLog(Consumer<String> info, Consumer<String> warning) {
      this.changes = builder -> new ConnectionLog(builder.name, builder.broker, info, warning);
      return this;
    }

    /**
     * Accepts only replies whose AMQP property {@code user_id} is this broker user, that of the
     * service. The broker verifies the property, so that other users cannot send such a reply.
     * Other replies are ignored, and the call continues to wait. By default, every reply is
     * accepted that has the correlation id of a call.
     */
    public Builder serviceUser(String brokerUser) {
      this.serviceUser = brokerUser;
      return this;
    }

    /**
     * Provides the W3C trace context of each call, or null. It is called on the thread of the call.
     */
    public Builder traceparent(Supplier<@Nullable String> current) {
      this.options = options.withTraceparent(current);
      return this;
    }

    /** Notifies this observer of the end of each call. */
    public Builder observer(CallObserver callObserver) {
      this.observer = callObserver;
      return this;
    }

    /**
     * Continues asynchronous calls on this executor, which the client does not shut down. Tasks
     * that it rejects run on the client's own threads. It must not run tasks on the submitting
     * thread, which is the connection's.
     */
    public Builder continueOn(Executor continuations) {
      this.executor = continuations;
      return this;
    }

    /**
     * Connects.
     *
     * @throws IOException if no node can be reached now; the message names the nodes and the reason
     */
    public WarrenClient connect() throws IOException {
      var channel = RpcChannel.open(broker, name, direct, serviceUser, changes.apply(this));
      var continuations = new Continuations(name, executor);
      return new WarrenClient(new RpcExecutor(channel, continuations, observer), options);
    }
  }
}
