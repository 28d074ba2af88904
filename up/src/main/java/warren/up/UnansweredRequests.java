package warren.up;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.catalogue.Catalogue;
import warren.local.LocalException;
import warren.local.PrivateBroker;

/**
 * The requests that wait in the broker after the service has stopped. Their number is recorded, so
 * that it can be reported if a later release of RabbitMQ cannot read them.
 */
final class UnansweredRequests implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnansweredRequests.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final PrivateBroker broker;

  UnansweredRequests(PrivateBroker broker) {
    this.broker = broker;
  }

  /** Counts and records them; without the broker, their number remains unknown. */
  @Override
  public void close() {
    try {
      broker.recordUnanswered(count());
    } catch (IOException
        | TimeoutException
        | URISyntaxException
        | GeneralSecurityException
        | LocalException e) {
      LOG.debug("the number of unanswered requests remains unknown", e);
    }
  }

  private long count()
      throws IOException, TimeoutException, URISyntaxException, GeneralSecurityException {
    var factory = new ConnectionFactory();
    factory.setUri(broker.uri());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(Math.toIntExact(TIMEOUT.toMillis()));
    factory.setChannelRpcTimeout(Math.toIntExact(TIMEOUT.toMillis()));
    var requests = 0L;
    try (var connection = factory.newConnection("warren up")) {
      var channel = connection.createChannel();
      for (var queue : Catalogue.names()) {
        requests += channel.messageCount(queue);
      }
    }
    return requests;
  }
}
