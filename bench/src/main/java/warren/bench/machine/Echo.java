package warren.bench.machine;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.Map;

/**
 * The minimal server over AMQP: consumes a request, sends its body back and acknowledges it. Its
 * rate is the upper limit for any service with this broker and this client.
 */
public final class Echo {
  /** The queue from which it consumes requests. */
  public static final String QUEUE = "Echo";

  private static final int PREFETCH = 64;
  private static final int TRANSIENT = 1;
  private static final Map<String, Object> OK = Map.of("status_code", 200);

  private Echo() {}

  /** Runs the echo; the argument is the broker's URI. */
  public static void main(String... arguments) throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(arguments[0]);
    factory.setAutomaticRecoveryEnabled(false);
    serve(factory.newConnection("echo").createChannel());
    System.out.println("The echo is ready.");
  }

  /** Starts to consume requests. */
  public static void serve(Channel channel) throws IOException {
    channel.queueDeclare(QUEUE, true, false, false, Map.of());
    channel.basicQos(PREFETCH);
    channel.basicConsume(QUEUE, false, new EchoConsumer(channel));
  }

  private static final class EchoConsumer extends DefaultConsumer {
    EchoConsumer(Channel channel) {
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
