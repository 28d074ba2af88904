package warren.service.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import warren.contracts.Headers;
import warren.contracts.Secret;
import warren.service.amqp.internals.LenientFrameHandlerFactory;
import warren.service.config.ServiceSetting;
import warren.settings.BrokerUri;
import warren.settings.StartException;

/** The parameters of all connections to the broker. */
public final class Connections {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration RPC = Duration.ofSeconds(10);
  private static final int HEARTBEAT_SECONDS = 20;

  private Connections() {}

  /** A factory for the broker with this URI. With TLS, certificate and host name are verified. */
  public static ConnectionFactory to(Secret uri) {
    return to(uri, Integer.MAX_VALUE - 1);
  }

  /** The same, for connections that receive requests. */
  static ConnectionFactory forRequests(Secret uri) {
    return to(uri, Headers.MAX_BODY_BYTES);
  }

  private static ConnectionFactory to(Secret uri, int maxBody) {
    var factory = new LenientFrameHandlerFactory(maxBody);
    try {
      factory.setUri(uri.reveal());
      if (factory.isSSL()) {
        // the URI alone would trust every certificate
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      }
    } catch (URISyntaxException | IllegalArgumentException | GeneralSecurityException e) {
      // without the cause, whose message contains the URI with its password
      throw new StartException(ServiceSetting.AMQP_URI.variable() + " " + BrokerUri.PROBLEM, null);
    }
    // RecoveringConnection opens a new connection instead, so that an acknowledgement is never sent
    // on another channel than the one of its delivery
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout(Math.toIntExact(CONNECT.toMillis()));
    factory.setHandshakeTimeout(Math.toIntExact(RPC.toMillis()));
    factory.setChannelRpcTimeout(Math.toIntExact(RPC.toMillis()));
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    return factory;
  }

  /** The broker user of these connections; null if only the broker knows it, from a certificate. */
  static @Nullable String user(ConnectionFactory factory) {
    return factory.getSaslConfig() == DefaultSaslConfig.EXTERNAL ? null : factory.getUsername();
  }

  /** The message for an operator if the broker rejects the user or the password. */
  public static String refused(ConnectionFactory factory) {
    return "The broker at %s:%d rejected the login of %s: the user or the password in %s is wrong."
        .formatted(
            factory.getHost(),
            factory.getPort(),
            factory.getUsername(),
            ServiceSetting.AMQP_URI.variable());
  }

  /** The reason of a failed connection for an operator, from the innermost cause. */
  public static String why(Throwable failure) {
    if (failure instanceof ShutdownSignalException signal
        && signal.getReason() instanceof AMQP.Connection.Close close) {
      return close.getReplyText();
    }
    if (failure.getCause() != null) {
      return why(failure.getCause());
    }
    return failure instanceof EOFException
        ? "it closed the connection"
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
