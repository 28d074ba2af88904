package warren.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import warren.settings.StartException;

/**
 * Sends requests and receives their replies over one channel. It does as little work as possible,
 * because it shares the processors with the programs that it measures.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final int TRANSIENT = 1;
  private static final int OK = 200;
  private static final int CLOSE_MS = 2_000;

  private final Connection connection;
  private final Channel channel;
  private final String replyQueue;
  private volatile ReplyListener listener = (slot, ok, body) -> {};
  private volatile boolean closing;
  private long sent;

  /** By slot, the number of the request in flight; 0 if there is none. */
  private final long[] inFlight = new long[Load.MAX_SLOTS];

  /** Receives the replies on the connection's thread. */
  interface ReplyListener {
    /**
     * Handles a reply.
     *
     * @param ok whether its status code is 200
     */
    void onReply(int slot, boolean ok, byte[] body);
  }

  /** Connects to a broker. */
  public LoadGenerator(String uri) {
    try {
      var factory = new ConnectionFactory();
      factory.setUri(uri);
      factory.setAutomaticRecoveryEnabled(false);
      this.connection = factory.newConnection("bench");
      this.channel = connection.createChannel();
      this.replyQueue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
      channel.basicConsume(replyQueue, true, new ReplyConsumer(channel));
    } catch (GeneralSecurityException | URISyntaxException | IOException | TimeoutException e) {
      throw new StartException("Cannot connect to the broker: " + e, e);
    }
  }

  void setListener(ReplyListener newListener) {
    this.listener = newListener;
  }

  /**
   * Sends a slot's next request. Does nothing during and after {@link #close}, because a closed
   * loop sends another request for a reply that arrives at that moment.
   */
  void send(int slot, Request request) {
    long number;
    synchronized (inFlight) {
      number = ++sent;
      inFlight[slot] = number;
    }
    var properties =
        new BasicProperties.Builder()
            .contentType("application/json")
            .headers(request.headers())
            .deliveryMode(TRANSIENT)
            .correlationId(slot + "-" + number)
            .replyTo(replyQueue)
            .build();
    try {
      channel.basicPublish("", request.queue(), properties, request.body().getBytes(UTF_8));
    } catch (AlreadyClosedException e) {
      if (!closing) {
        throw e;
      }
    } catch (IOException e) {
      if (!closing) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The number of requests so far. */
  public long sent() {
    synchronized (inFlight) {
      return sent;
    }
  }

  private final class ReplyConsumer extends DefaultConsumer {
    ReplyConsumer(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
      var id = properties.getCorrelationId();
      var dash = id.indexOf('-');
      var slot = Integer.parseInt(id, 0, dash, 10);
      synchronized (inFlight) {
        if (inFlight[slot] != Long.parseLong(id, dash + 1, id.length(), 10)) {
          return; // a reply to a request of an earlier load, or a duplicate
        }
        inFlight[slot] = 0;
      }
      listener.onReply(slot, isOk(properties), body);
    }
  }

  private static boolean isOk(BasicProperties reply) {
    var headers = reply.getHeaders();
    return headers != null && Integer.valueOf(OK).equals(headers.get("status_code"));
  }

  @Override
  public void close() {
    closing = true;
    connection.abort(CLOSE_MS);
  }
}
