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
 * Sends requests and gets their replies, over one channel, with as little of its own as can be: it
 * shares the processors with what it measures.
 */
public final class Caller implements AutoCloseable {
  private static final int TRANSIENT = 1;
  private static final int OK = 200;
  private static final int CLOSE_MS = 2_000;

  private final Connection connection;
  private final Channel channel;
  private final String replies;
  private volatile Replied replied = (slot, ok, body) -> {};
  private volatile boolean closing;
  private long sent;
  private final long[] awaited = new long[Load.MOST_SLOTS];

  /** Gets the replies, on the connection's thread. */
  interface Replied {
    /**
     * A reply has come.
     *
     * @param ok whether its status is 200
     */
    void replied(int slot, boolean ok, byte[] body);
  }

  /** Connects to a broker. */
  public Caller(String uri) {
    try {
      var factory = new ConnectionFactory();
      factory.setUri(uri);
      factory.setAutomaticRecoveryEnabled(false);
      this.connection = factory.newConnection("bench");
      this.channel = connection.createChannel();
      this.replies = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
      channel.basicConsume(replies, true, new Receiving(channel));
    } catch (GeneralSecurityException | URISyntaxException | IOException | TimeoutException e) {
      throw new StartException("No connection to the broker: " + e, e);
    }
  }

  void onReply(Replied to) {
    this.replied = to;
  }

  /**
   * Sends a slot's next request; none any more once this is being closed, because a reply that
   * comes at that moment is followed by a request like any other.
   */
  void send(int slot, Outgoing request) {
    long number;
    synchronized (awaited) {
      number = ++sent;
      awaited[slot] = number;
    }
    var properties =
        new BasicProperties.Builder()
            .contentType("application/json")
            .headers(request.headers())
            .deliveryMode(TRANSIENT)
            .correlationId(slot + "-" + number)
            .replyTo(replies)
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

  private final class Receiving extends DefaultConsumer {
    Receiving(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
      var id = properties.getCorrelationId();
      var dash = id.indexOf('-');
      var slot = Integer.parseInt(id, 0, dash, 10);
      synchronized (awaited) {
        if (awaited[slot] != Long.parseLong(id, dash + 1, id.length(), 10)) {
          return; // of a run before, or twice
        }
        awaited[slot] = 0;
      }
      replied.replied(slot, isOk(properties), body);
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
