package warren.client;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

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
   *     the host name are verified
   * @throws IOException if the broker cannot be reached now
   */
  public static WarrenClient connect(String uri) throws IOException {
    return builder(uri).connect();
  }

  /** A builder of a client of this broker. */
  public static Builder builder(String uri) {
    return new Builder(factory(uri));
  }

  /**
   * A builder of a client of the factory's broker. The factory is copied; its settings are used,
   * except those of recovery and threads. It must use blocking I/O.
   */
  public static Builder builder(ConnectionFactory factory) {
    return new Builder(factory);
  }

  private static ConnectionFactory factory(String uri) {
    var factory = new ConnectionFactory();
    factory.setConnectionTimeout(Builder.CONNECT_MS);
    factory.setChannelRpcTimeout(Builder.CONNECT_MS);
    factory.setRequestedHeartbeat(Builder.HEARTBEAT_SECONDS);
    try {
      var parsed = new URI(uri);
      if (parsed.getHost() == null) {
        // amqp-client would connect to this machine instead
        throw new IllegalArgumentException("no host");
      }
      factory.setUri(parsed);
      if (factory.isSSL()) {
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      }
    } catch (URISyntaxException | RuntimeException | GeneralSecurityException e) {
      // without their text, which quotes the URI and with it the password
      throw new IllegalArgumentException(
          "The broker's address must look like amqp://user:password@host:port/vhost.");
    }
    return factory;
  }

  /** Closes the connection within seconds. Waiting calls fail with {@link NoReplyException}. */
  @Override
  public void close() {
    rpc.close();
  }

  /** Builds a client. Not thread-safe. */
  public static final class Builder {
    private static final int CONNECT_MS = 5_000;
    private static final int HEARTBEAT_SECONDS = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ConnectionFactory factory;
    private String name = "warren-client";
    private boolean direct;
    private @Nullable String serviceUser;
    private CallOptions options = new CallOptions(TIMEOUT, false, () -> null, null, null, null);
    private CallObserver observer = (operation, status, noReply, duration) -> {};
    private @Nullable Executor executor;

    private Builder(ConnectionFactory factory) {
      this.factory = factory;
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
     * @throws IOException if the broker cannot be reached now
     */
    public WarrenClient connect() throws IOException {
      var channel = RpcChannel.open(factory, name, direct, serviceUser);
      var continuations = new Continuations(name, executor);
      return new WarrenClient(new RpcExecutor(channel, continuations, observer), options);
    }
  }
}
