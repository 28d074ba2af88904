package warren.service.amqp;

import com.rabbitmq.client.AuthenticationFailureException;
import java.time.Duration;
import warren.client.connection.Broker;
import warren.contracts.BrokerUris;
import warren.contracts.Headers;
import warren.contracts.Secret;
import warren.service.amqp.internals.LenientFrameHandlerFactory;
import warren.service.config.ServiceSetting;
import warren.settings.StartException;

/** The parameters of all connections to the broker. */
public final class Connections {
  /** Ends a setup that waits for a queue without a leader. */
  private static final Duration RPC = Duration.ofSeconds(5);

  private Connections() {}

  /** The broker at these URIs. */
  static Broker to(Secret uris) {
    return to(uris, Integer.MAX_VALUE - 1);
  }

  /** The same, for connections that receive requests. */
  static Broker forRequests(Secret uris) {
    return to(uris, Headers.MAX_BODY_BYTES);
  }

  private static Broker to(Secret uris, int maxBody) {
    var factory = new LenientFrameHandlerFactory(maxBody);
    factory.setChannelRpcTimeout(Math.toIntExact(RPC.toMillis()));
    try {
      return Broker.at(BrokerUris.parse(uris.reveal()), factory);
    } catch (IllegalArgumentException e) {
      throw new StartException(ServiceSetting.AMQP_URI.variable() + " " + e.getMessage(), null);
    }
  }

  /** The message for an operator if the broker rejects the user or the password. */
  public static String refused(AuthenticationFailureException cause) {
    return "%s: the user or the password in %s is wrong."
        .formatted(cause.getMessage(), ServiceSetting.AMQP_URI.variable());
  }
}
