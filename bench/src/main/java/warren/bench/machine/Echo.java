package warren.bench.machine;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.Map;

/**
 * The least that can answer over AMQP: takes a request, sends its body back, acknowledges it. What
 * nobody can be faster than with this broker and this client.
 */
public final class Echo {
  /** Where it takes requests from. */
  public static final String QUEUE = "Echo";

  private static final int PREFETCH = 64;
  private static final int TRANSIENT = 1;
  private static final Map<String, Object> OK = Map.of("status_code", 200);

  private Echo() {}

  /** Runs it, with the broker's address. */
  public static void main(String... arguments) throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(arguments[0]);
    factory.setAutomaticRecoveryEnabled(false);
    answer(factory.newConnection("echo").createChannel());
    System.out.println("The echo is ready.");
  }

  /** Answers from now on. */
  public static void answer(Channel channel) throws IOException {
    channel.queueDeclare(QUEUE, true, false, false, Map.of());
    channel.basicQos(PREFETCH);
    channel.basicConsume(QUEUE, false, new Answering(channel));
  }

  private static final class Answering extends DefaultConsumer {
    Answering(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, BasicProperties request, byte[] body)
        throws IOException {
      var reply =
          new BasicProperties.Builder()
              .contentType("application/json")
              .correlationId(request.getCorrelationId())
              .deliveryMode(TRANSIENT)
              .headers(OK)
              .build();
      getChannel().basicPublish("", request.getReplyTo(), reply, body);
      getChannel().basicAck(envelope.getDeliveryTag(), false);
    }
  }
}
