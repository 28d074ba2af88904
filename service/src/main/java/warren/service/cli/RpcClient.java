package warren.service.cli;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import warren.contracts.client.NoReplyException;
import warren.contracts.client.Reply;
import warren.contracts.client.Requester;
import warren.service.amqp.Connections;
import warren.service.config.Key;
import warren.service.config.Settings;
import warren.service.config.StartException;

/** One request from the command line, over a connection of its own. */
final class RpcClient implements AutoCloseable {
  private final Connection connection;
  private final Requester requester;

  private RpcClient(Connection connection, Requester requester) {
    this.connection = connection;
    this.requester = requester;
  }

  /** Connects to the broker that the settings name. */
  static RpcClient connect() {
    var factory = Connections.to(Settings.broker(System.getenv()));
    try {
      var connection = factory.newConnection("warren call");
      return new RpcClient(connection, Requester.open(connection));
    } catch (AuthenticationFailureException e) {
      throw new StartException(Connections.refused(factory), e);
    } catch (IOException | TimeoutException e) {
      throw new StartException(
          "No connection to the broker at %s:%d: %s; is `warren up` running, or %s wrong?"
              .formatted(
                  factory.getHost(),
                  factory.getPort(),
                  Connections.why(e),
                  Key.AMQP_URI.variable()),
          e);
    }
  }

  /** Fails with {@link NoReplyException}. */
  Reply request(String operation, byte[] body, @Nullable String token, Duration timeout) {
    try {
      return requester.request(operation, body, token, timeout).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof NoReplyException noReply) {
        throw noReply;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    connection.abort();
  }
}
