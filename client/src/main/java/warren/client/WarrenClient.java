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
 * A client of Warren, and itself the caller without a token. It keeps one connection with one
 * channel and one queue for replies, over which any number of calls may be under way, and makes
 * them anew when they are lost; until then calls fail at once. Make one for a program. Thread-safe;
 * {@link #close} ends its connection, and the calls that still wait.
 */
public final class WarrenClient extends Caller implements AutoCloseable {
  private final Calls calls;

  private WarrenClient(Calls calls, Terms terms) {
    super(calls, terms);
    this.calls = calls;
  }

  /**
   * Connects to a broker.
   *
   * @param uri {@code amqp://user:password@host:port/vhost}; with {@code amqps} certificate and
   *     host name are verified
   * @throws IOException if that can't be done now
   */
  public static WarrenClient connect(String uri) throws IOException {
    return builder(uri).connect();
  }

  /** A client of that broker, to be set up. */
  public static Builder builder(String uri) {
    return new Builder(factory(uri));
  }

  /**
   * A client of the broker to which the factory leads, to be set up. The factory is copied; its
   * settings count, but for those of recovery and threads. It must use blocking I/O.
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
        // it would go to this machine instead
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

  /** Ends the connection, within seconds. Calls that wait fail with {@link NoReplyException}. */
  @Override
  public void close() {
    calls.close();
  }

  /** How a client is set up. Not thread-safe. */
  public static final class Builder {
    private static final int CONNECT_MS = 5_000;
    private static final int HEARTBEAT_SECONDS = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ConnectionFactory factory;
    private String name = "warren-client";
    private boolean direct;
    private Terms terms = new Terms(TIMEOUT, false, () -> null, null, null, null);
    private CallObserver observer = (operation, status, noReply, duration) -> {};
    private @Nullable Executor executor;

    private Builder(ConnectionFactory factory) {
      this.factory = factory;
    }

    /** Its name for the broker's operator; {@code warren-client} if not set. */
    public Builder name(String connectionName) {
      this.name = connectionName;
      return this;
    }

    /** How long calls wait, if they don't say: 1 ms to a day; 5 s if not set. */
    public Builder timeout(Duration timeout) {
      this.terms = terms.withTimeout(timeout);
      return this;
    }

    /**
     * Sends along when a call's time is up, so that the service doesn't begin what nobody waits
     * for. For machines whose clocks agree.
     */
    public Builder deadlines() {
      this.terms = terms.withDeadlines();
      return this;
    }

    /** Replies come by the broker's direct reply-to, not by a queue. */
    public Builder directReplies() {
      this.direct = true;
      return this;
    }

    /** Asked at each call, on its thread, for the W3C trace context that it belongs to, or null. */
    public Builder traceparent(Supplier<@Nullable String> current) {
      this.terms = terms.withTraceparent(current);
      return this;
    }

    /** Is told of each call that has ended. */
    public Builder observer(CallObserver callObserver) {
      this.observer = callObserver;
      return this;
    }

    /**
     * Where asynchronous calls go on, in place of threads of its own. Not ended by the client. What
     * it rejects goes on there after all; it must not run anything on the thread that hands it
     * over, which is the connection's.
     */
    public Builder continueOn(Executor continuations) {
      this.executor = continuations;
      return this;
    }

    /**
     * Connects.
     *
     * @throws IOException if that can't be done now
     */
    public WarrenClient connect() throws IOException {
      var line = KeptLine.open(factory, name, direct);
      return new WarrenClient(new Calls(line, new Continuations(name, executor), observer), terms);
    }
  }
}
