package warren.service.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import warren.contracts.Secret;
import warren.service.amqp.internals.LenientFrameHandlerFactory;
import warren.service.config.ServiceSetting;
import warren.settings.StartException;

/** How connections to the broker are made. */
public final class Connections {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration RPC = Duration.ofSeconds(10);
  private static final int HEARTBEAT_SECONDS = 20;

  private Connections() {}

  /** A factory for that broker. Certificates and host names are verified where TLS is asked for. */
  public static ConnectionFactory to(Secret uri) {
    var factory = new LenientFrameHandlerFactory();
    try {
      factory.setUri(uri.reveal());
      if (factory.isSSL()) {
        // the URI alone would trust every certificate
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      }
    } catch (URISyntaxException | IllegalArgumentException | GeneralSecurityException e) {
      // their texts quote the URI, and with it the password
      throw new StartException(
          ServiceSetting.AMQP_URI.variable()
              + " must look like amqp://user:password@host:port/vhost",
          null);
    }
    // what is lost with a connection is begun again here as a whole, so that an acknowledgement can
    // never go to another channel than its delivery came from
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout(Math.toIntExact(CONNECT.toMillis()));
    factory.setHandshakeTimeout(Math.toIntExact(RPC.toMillis()));
    factory.setChannelRpcTimeout(Math.toIntExact(RPC.toMillis()));
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    // a larger message costs the connection, and being redelivered, costs it again: the broker's
    // max_message_size has to be the limit, and 413 ours
    factory.setMaxInboundMessageBodySize(Integer.MAX_VALUE);
    return factory;
  }

  /** The sentence for people when the broker doesn't take the password. */
  public static String refused(ConnectionFactory factory) {
    return "The broker at %s:%d does not let %s in: the user or the password in %s is wrong."
        .formatted(
            factory.getHost(),
            factory.getPort(),
            factory.getUsername(),
            ServiceSetting.AMQP_URI.variable());
  }

  /** For people: why a connection could not be made; the client says it deep inside. */
  public static String why(Throwable failure) {
    if (failure instanceof ShutdownSignalException signal
        && signal.getReason() instanceof AMQP.Connection.Close close) {
      return close.getReplyText();
    }
    if (failure.getCause() != null) {
      return why(failure.getCause());
    }
    return failure instanceof EOFException
        ? "it hung up"
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
